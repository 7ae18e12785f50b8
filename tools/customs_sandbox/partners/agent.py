"""The customs agent's stand-in: declares the list and signs it with its own key (CEB621)."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ceb import beijing_stamp

from .desk import Desk
from .names import alike
from .requests import Request


class Agent(Desk):
    identity = "agent"
    kind = "621"
    key = "cop_no"
    names = alike(
        "cop_no order_no ebp_code ebp_name ebc_code ebc_name logistics_no logistics_code "
        "logistics_name trade_mode customs_code port_code assure_code ems_no area_code "
        "area_name traf_mode traf_no voyage_no bill_no country ie_date buyer_name "
        "buyer_id_number buyer_telephone consignee_address freight insured_fee wrap_type "
        "loct_no license_no gross_weight net_weight note"
    )
    line_names = alike(
        "gnum item_record_no item_no item_name gcode gname gmodel bar_code country "
        "trade_country qty unit qty1 unit1 qty2 unit2 price total_price note"
    )

    def answer(self, connection: sqlite3.Connection, asked: Request) -> dict[str, Any]:
        return {
            "cop_no": asked["cop_no"],
            "agent_code": self.firm.code,
            "agent_name": self.firm.name,
            "order_no": asked.get("order_no", ""),
        }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = self.named(asked)
        for name, value in (("freight", "0"), ("insuredFee", "0"), ("assureCode", self.firm.code)):
            head.setdefault(name, value)
        head.update(
            agentCode=self.firm.code,
            agentName=self.firm.name,
            ieFlag="I",
            declTime=beijing_stamp(datetime.now(UTC), 8),
            buyerIdType="1",
            currency="142",
            packNo=1,
        )
        return head

    def named_line(self, line: Request) -> dict[str, Any]:
        return {**super().named_line(line), "currency": "142"}
