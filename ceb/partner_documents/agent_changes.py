"""The customs agent cancels a list (CEB623, CEB605) or declares a return (CEB625, CEB213).

It declared the list, so it knows all that a request leaves out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .agent import AgentDocument
from .document import DeclaredList, KnownValues, filled
from .parcels import CARRIER
from .requests import PartnerRequest, element_names

PARTIES = ("ebpCode", "ebpName", "ebcCode", "ebcName")
BUYER = ("buyerIdType", "buyerIdNumber", "buyerName", "buyerTelephone")
COMMON = element_names(
    "cop_no order_no invt_no customs_code ebp_code ebp_name ebc_code ebc_name reason note"
)
CARRIER_AND_BUYER = element_names(
    "logistics_no logistics_code logistics_name buyer_name buyer_id_number buyer_telephone"
)


class _ListChange(AgentDocument):
    taken_from_list: tuple[str, ...] = ("orderNo", "customsCode", *PARTIES, *CARRIER, *BUYER)
    usual: Mapping[str, str] = {}
    own_names = frozenset({"pre_no"})  # the list's: a new document gets its own from e-port

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        head, lines = lists[0]
        return KnownValues(
            {**self.usual, **filled(head, "invtNo", *self.taken_from_list)},
            {line.get("gnum", ""): line for line in lines},
        )

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.elements(request), **self.firm_elements("agent")}


class CancellationDocument(_ListChange):
    kind = "623"
    usual = {"buyerIdType": "1"}
    names = {**COMMON, **CARRIER_AND_BUYER}


class ExportCancellationDocument(_ListChange):
    kind = "605"
    taken_from_list = ("customsCode", "ebcCode", "ebcName")
    names = {
        key: name for key, name in COMMON.items() if key not in ("order_no", "ebp_code", "ebp_name")
    }
    own_names = frozenset({"order_no", "pre_no"})


class ReturnDocument(_ListChange):
    kind = "625"
    usual = {"buyerIdType": "1"}
    names = {**COMMON, **CARRIER_AND_BUYER}
    line_names = element_names("gnum gcode gname qty unit note")
    taken_for_lines: tuple[str, ...] = ("gcode", "gname", "unit")

    def lines(self, request: PartnerRequest, known: KnownValues) -> list[dict[str, Any]]:
        """What the goods are, from the list, where the request doesn't say otherwise."""
        return [
            filled(known.lines.get(str(line.get("gnum")), {}), *self.taken_for_lines)
            | self.line_elements(line)
            for line in request["lines"]
        ]


class ExportReturnDocument(ReturnDocument):
    kind = "213"
    usual = {"trafName": "沙箱航班", "voyageNo": "SB100"}
    taken_from_list = ("customsCode", *PARTIES, *CARRIER, "portCode", "trafMode", "trafName",
                       "voyageNo", "billNo", "country", "loctNo")  # fmt: skip
    names = (
        {key: name for key, name in COMMON.items() if key != "order_no"}
        | element_names(
            "logistics_no logistics_code logistics_name trade_mode bill_no traf_mode traf_name "
            "voyage_no port_code country loct_no"
        )
        | {"cop_no": "coElNo"}
    )
    own_names = frozenset({"order_no", "pre_no"})
    line_names = ReturnDocument.line_names | element_names("gmodel qty1 unit1 qty2 unit2")
    taken_for_lines = ("gcode", "gname", "gmodel", "unit", "qty1", "unit1", "qty2", "unit2")

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        known = super().known(lists)
        # Where no bill of lading is known, the waybill stands for it (so the specification).
        return KnownValues({"billNo": known.head.get("logisticsNo"), **known.head}, known.lines)

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**super().head(request, answer), "ieFlag": "I"}
