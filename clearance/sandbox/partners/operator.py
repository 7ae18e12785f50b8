"""The supervised site's stand-in: parcels that came in (CEB711), goods that came back (CEB215)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from .desk import Desk, Facts
from .known import CARRIER, declared_list, list_of_waybill, some
from .requests import Request


class OperatorDesk(Desk):
    identity = "operator"
    key = "cop_no"

    def own(self) -> dict[str, Any]:
        return {"operatorCode": self.firm.code, "operatorName": self.firm.name, "ieFlag": "I"}

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.named(asked), **self.own()}


class Arrivals(OperatorDesk):
    kind = "711"
    names = {
        "cop_no": "copNo",
        "customs_code": "customsCode",
        "traf_mode": "trafMode",
        "traf_no": "trafNo",
        "voyage_no": "voyageNo",
        "bill_no": "billNo",
        "logistics_code": "logisticsCode",
        "logistics_name": "logisticsName",
        "unload_location": "unloadLocation",
        "note": "note",
    }
    line_names = {"gnum": "gnum", "logistics_no": "logisticsNo", "note": "note"}

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        first: Request = next(iter(asked["lines"]), {})
        head, _ = list_of_waybill(connection, "621", first.get("logistics_no", ""))
        known = ("customsCode", "trafMode", "trafNo", "voyageNo", "billNo", *CARRIER[1:])
        return Facts(some(head, *known))

    def lines(self, asked: Request, facts: Facts) -> list[dict[str, Any]]:
        return [
            {"gnum": number, **self.named_line(line)}
            for number, line in enumerate(asked["lines"], start=1)
        ]


class Tally(OperatorDesk):
    kind = "215"
    names = {
        "cop_no": "coElNo",
        "customs_code": "customsCode",
        "logistics_no": "logisticsNo",
        "logistics_code": "logisticsCode",
        "logistics_name": "logisticsName",
        "invt_no": "invtNo",
        "bill_no": "billNo",
        "traf_mode": "trafMode",
        "traf_name": "trafName",
        "voyage_no": "voyageNo",
        "location": "location",
        "note": "note",
    }

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        head, _ = declared_list(connection, "603", invt_no=asked.get("invt_no", ""))
        known = ("customsCode", "trafMode", "trafName", "voyageNo", "billNo", "invtNo", *CARRIER)
        return Facts({"trafName": "沙箱航班", "voyageNo": "SB100",
                      "billNo": head.get("logisticsNo"), **some(head, *known)})  # fmt: skip
