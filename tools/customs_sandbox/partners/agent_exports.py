"""The customs agent's stand-in declares export lists (CEB603), puts them under one bill of lading
(CEB607) and has them summed up into a declaration (CEB701)."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ceb import beijing_stamp

from .desk import Desk, Facts
from .known import CARRIER, declared_list, some
from .names import alike
from .requests import Request

UNSPLIT = {"msgCount": "1", "msgSeqNo": "1"}


class ExportList(Desk):
    identity = "agent"
    kind = "603"
    key = "cop_no"
    names = alike(
        "cop_no order_no ebp_code ebp_name ebc_code ebc_name logistics_no logistics_code "
        "logistics_name customs_code port_code ie_date statistics_flag owner_code "
        "owner_name ems_no trade_mode traf_mode traf_name voyage_no bill_no "
        "total_package_no loct_no license_no country freight insured_fee wrap_type "
        "pack_no gross_weight net_weight note"
    ) | {
        "area_code": "iacCode",
        "area_name": "iacName",
        "pod": "POD",
        "freight_currency": "fCurrency",
        "insured_fee_currency": "iCurrency",
    }
    line_names = alike(
        "gnum item_no item_record_no item_name gcode gname gmodel bar_code country "
        "currency qty qty1 unit1 qty2 unit2 unit price total_price note"
    )
    usual = {
        "statisticsFlag": "B",
        "freight": "0",
        "fCurrency": "142",
        "insuredFee": "0",
        "iCurrency": "142",
        "wrapType": "2",
        "packNo": 1,
    }

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = {
            **self.usual,
            "ieDate": beijing_stamp(datetime.now(UTC), 8),
            "ownerCode": asked.get("ebc_code"),
            "ownerName": asked.get("ebc_name"),
            **self.named(asked),
        }
        head.update(
            agentCode=self.firm.code,
            agentName=self.firm.name,
            ieFlag="E",
            fFlag="3",
            iFlag="3",
        )
        return head

    def named_line(self, line: Request) -> dict[str, Any]:
        return {"currency": "142", "barCode": "无", **super().named_line(line)}


class MasterList(Desk):
    identity = "agent"
    kind = "607"
    key = "cop_no"
    names = alike(
        "cop_no customs_code loct_no traf_mode traf_name voyage_no bill_no "
        "domestic_traf_no gross_weight logistics_code logistics_name note"
    )
    line_names = alike("gnum invt_no logistics_no total_package_no note")

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        heads = {
            line.get("invt_no", ""): declared_list(
                connection, "603", invt_no=line.get("invt_no", "")
            )[0]
            for line in asked["lines"]
        }
        first = next(iter(heads.values()), {})
        return Facts(
            some(first, "customsCode", "trafMode", "trafName", "voyageNo", "billNo", *CARRIER[1:]),
            {invt_no: some(head, "logisticsNo") for invt_no, head in heads.items()},
        )

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        own = {"agentCode": self.firm.code, "agentName": self.firm.name}
        return {**self.named(asked), **own, **UNSPLIT}

    def lines(self, asked: Request, facts: Facts) -> list[dict[str, Any]]:
        return [
            {"gnum": number, **facts.lines.get(line.get("invt_no", ""), {}),
             **self.named_line(line)}
            for number, line in enumerate(asked["lines"], start=1)
        ]  # fmt: skip


class Summary(Desk):
    identity = "agent"
    kind = "701"
    key = "cop_no"
    names = alike(
        "cop_no customs_code ebc_code ebc_name loct_no summary_flag item_name_flag "
        "start_time end_time note"
    )
    line_names = alike("invt_no")

    def _checked(self, request: Any) -> tuple[Request, bool]:
        """`lists` are the lines, each as its number or {"invt_no": number}."""
        if isinstance(request, dict) and isinstance(request.get("lists"), list):
            lines = [{"invt_no": x} if isinstance(x, str) else x for x in request["lists"]]
            request = {name: value for name, value in request.items() if name != "lists"}
            request["lines"] = lines
        elif isinstance(request, dict) and not request.get("lists"):
            request = {**request, "lines": []}
        return super()._checked(request)

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        first: Request = next(iter(asked["lines"]), {})
        head, _ = declared_list(connection, "603", invt_no=first.get("invt_no", ""))
        return Facts(some(head, "customsCode", "ebcCode", "ebcName"))

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        own = {"agentCode": self.firm.code, "agentName": self.firm.name,
               "declAgentCode": self.firm.code, "declAgentName": self.firm.name}  # fmt: skip
        usual = {"summaryFlag": "1", "itemNameFlag": "0"}
        return {**usual, **self.named(asked), **own, **UNSPLIT}
