"""The supervised site's stand-in: parcels that came in (CEB711), goods that came back (CEB215)."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from .desk import Desk, Facts
from .known import CARRIER, declared_list, list_of_waybill, some
from .names import alike
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
    names = alike(
        "cop_no customs_code traf_mode traf_no voyage_no bill_no logistics_code "
        "logistics_name unload_location note"
    )
    line_names = alike("gnum logistics_no note")
    numbers_lines = True

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        first: Request = next(iter(asked["lines"]), {})
        head, _ = list_of_waybill(connection, "621", first.get("logistics_no", ""))
        known = ("customsCode", "trafMode", "trafNo", "voyageNo", "billNo", *CARRIER[1:])
        return Facts(some(head, *known))


class Tally(OperatorDesk):
    kind = "215"
    names = alike(
        "customs_code logistics_no logistics_code logistics_name invt_no bill_no "
        "traf_mode traf_name voyage_no location note"
    ) | {"cop_no": "coElNo"}

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        head, _ = declared_list(connection, "603", invt_no=asked.get("invt_no", ""))
        known = ("customsCode", "trafMode", "trafName", "voyageNo", "billNo", "invtNo", *CARRIER)
        return Facts({"trafName": "沙箱航班", "voyageNo": "SB100",
                      "billNo": head.get("logisticsNo"), **some(head, *known)})  # fmt: skip
