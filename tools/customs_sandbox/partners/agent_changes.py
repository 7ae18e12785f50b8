"""The customs agent's stand-in takes a list back (CEB623) or declares a return (CEB625).

It declared the list, so it knows all that a request leaves out.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from .desk import Desk, Facts
from .known import BUYER, CARRIER, PARTIES, declared_list, some
from .names import alike
from .requests import Request

COMMON = alike(
    "cop_no order_no invt_no customs_code ebp_code ebp_name ebc_code ebc_name reason note"
)
TRAVELLERS = alike(
    "logistics_no logistics_code logistics_name buyer_name buyer_id_number buyer_telephone"
)


class ListDesk(Desk):
    """Asked about a list that was declared before. list_kind: of that list."""

    identity = "agent"
    key = "cop_no"
    list_kind = "621"
    known: tuple[str, ...] = ("orderNo", "customsCode", *PARTIES, *CARRIER, *BUYER)
    own_names = frozenset({"pre_no"})  # the list's: a new document gets its own from e-port

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        head, lines = declared_list(
            connection, self.list_kind,
            invt_no=asked.get("invt_no", ""), order_no=asked.get("order_no", ""),
        )  # fmt: skip
        usual = {"buyerIdType": "1"} if self.list_kind == "621" else {}
        return Facts(
            {**usual, **some(head, "invtNo", *self.known)},
            {line.get("gnum", ""): line for line in lines},
        )

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **self.named(asked),
            "agentCode": self.firm.code,
            "agentName": self.firm.name,
        }


class Cancellation(ListDesk):
    kind = "623"
    names = {**COMMON, **TRAVELLERS}


class Return(ListDesk):
    kind = "625"
    names = {**COMMON, **TRAVELLERS}
    line_names = alike("gnum gcode gname qty unit note")

    def lines(self, asked: Request, facts: Facts) -> list[dict[str, Any]]:
        """gcode, gname and unit from the list, where the request doesn't say otherwise."""
        return [
            some(facts.lines.get(str(line.get("gnum")), {}), *self.line_elements())
            | self.named_line(line)
            for line in asked["lines"]
        ]

    def line_elements(self) -> tuple[str, ...]:
        return ("gcode", "gname", "unit")


class ExportCancellation(ListDesk):
    kind = "605"
    list_kind = "603"
    known = ("customsCode", "ebcCode", "ebcName")
    names = {name: COMMON[name] for name in COMMON if name not in (
        "order_no", "ebp_code", "ebp_name")}  # fmt: skip
    own_names = frozenset({"order_no", "pre_no"})


class ExportReturn(Return):
    kind = "213"
    list_kind = "603"
    known = ("customsCode", *PARTIES, *CARRIER, "portCode", "trafMode", "trafName", "voyageNo",
             "billNo", "country", "loctNo")  # fmt: skip
    names = {
        **{name: element for name, element in COMMON.items() if name != "order_no"},
        "cop_no": "coElNo",
        "logistics_no": "logisticsNo",
        "logistics_code": "logisticsCode",
        "logistics_name": "logisticsName",
        "trade_mode": "tradeMode",
        "bill_no": "billNo",
        "traf_mode": "trafMode",
        "traf_name": "trafName",
        "voyage_no": "voyageNo",
        "port_code": "portCode",
        "country": "country",
        "loct_no": "loctNo",
    }
    own_names = frozenset({"order_no", "pre_no"})
    line_names = {
        **Return.line_names,
        "gmodel": "gmodel",
        "qty1": "qty1",
        "unit1": "unit1",
        "qty2": "qty2",
        "unit2": "unit2",
    }

    def facts(self, connection: sqlite3.Connection, asked: Request) -> Facts:
        known = super().facts(connection, asked)
        head = {"billNo": known.head.get("logisticsNo"), **known.head}
        return Facts({"trafName": "沙箱航班", "voyageNo": "SB100", **head}, known.lines)

    def head(self, asked: Request, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().head(asked, answer), "ieFlag": "I"}

    def line_elements(self) -> tuple[str, ...]:
        return ("gcode", "gname", "gmodel", "unit", "qty1", "unit1", "qty2", "unit2")
