"""The customs agent's stand-in: declares the list and signs it with its own key (CEB621)."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from clearance.ceb import beijing_stamp

from .desk import Desk
from .requests import Request


class Agent(Desk):
    identity = "agent"
    kind = "621"
    key = "cop_no"
    names = {
        "cop_no": "copNo",
        "order_no": "orderNo",
        "ebp_code": "ebpCode",
        "ebp_name": "ebpName",
        "ebc_code": "ebcCode",
        "ebc_name": "ebcName",
        "logistics_no": "logisticsNo",
        "logistics_code": "logisticsCode",
        "logistics_name": "logisticsName",
        "trade_mode": "tradeMode",
        "customs_code": "customsCode",
        "port_code": "portCode",
        "assure_code": "assureCode",
        "ems_no": "emsNo",
        "area_code": "areaCode",
        "area_name": "areaName",
        "traf_mode": "trafMode",
        "traf_no": "trafNo",
        "voyage_no": "voyageNo",
        "bill_no": "billNo",
        "country": "country",
        "ie_date": "ieDate",
        "buyer_name": "buyerName",
        "buyer_id_number": "buyerIdNumber",
        "buyer_telephone": "buyerTelephone",
        "consignee_address": "consigneeAddress",
        "freight": "freight",
        "insured_fee": "insuredFee",
        "wrap_type": "wrapType",
        "loct_no": "loctNo",
        "license_no": "licenseNo",
        "gross_weight": "grossWeight",
        "net_weight": "netWeight",
        "note": "note",
    }
    line_names = {
        "gnum": "gnum",
        "item_record_no": "itemRecordNo",
        "item_no": "itemNo",
        "item_name": "itemName",
        "gcode": "gcode",
        "gname": "gname",
        "gmodel": "gmodel",
        "bar_code": "barCode",
        "country": "country",
        "trade_country": "tradeCountry",
        "qty": "qty",
        "unit": "unit",
        "qty1": "qty1",
        "unit1": "unit1",
        "qty2": "qty2",
        "unit2": "unit2",
        "price": "price",
        "total_price": "totalPrice",
        "note": "note",
    }

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
