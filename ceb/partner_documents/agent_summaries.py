"""The customs agent puts export lists under one bill of lading (CEB607) and has them summarized in
one declaration (CEB701)."""

from collections.abc import Mapping, Sequence
from typing import Any

from .agent import AgentDocument
from .document import DeclaredList, KnownValues, filled
from .parcels import CARRIER, UNSPLIT
from .requests import PartnerRequest, element_names


class MasterListDocument(AgentDocument):
    kind = "607"
    names = element_names(
        "cop_no customs_code loct_no traf_mode traf_name voyage_no bill_no "
        "domestic_traf_no gross_weight logistics_code logistics_name note"
    )
    line_names = element_names("gnum invt_no logistics_no total_package_no note")

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        first = lists[0][0]
        carriage = ("customsCode", "trafMode", "trafName", "voyageNo", "billNo", *CARRIER[1:])
        waybills = {head.get("invtNo", ""): filled(head, "logisticsNo") for head, _ in lists}
        return KnownValues(filled(first, *carriage), waybills)

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.elements(request), **self.firm_elements("agent"), **UNSPLIT}

    def lines(self, request: PartnerRequest, known: KnownValues) -> list[dict[str, Any]]:
        return [
            {"gnum": number, **known.lines.get(line.get("invt_no", ""), {}),
             **self.line_elements(line)}
            for number, line in enumerate(request["lines"], start=1)
        ]  # fmt: skip


class SummaryDocument(AgentDocument):
    kind = "701"
    names = element_names(
        "cop_no customs_code ebc_code ebc_name loct_no summary_flag item_name_flag "
        "start_time end_time note"
    )
    line_names = element_names("invt_no")

    def checked(self, request: Any) -> tuple[PartnerRequest, bool]:
        """`lists` are the lines, each as its number or {"invt_no": number}."""
        if isinstance(request, dict) and isinstance(request.get("lists"), list):
            lines = [{"invt_no": x} if isinstance(x, str) else x for x in request["lists"]]
            request = {name: value for name, value in request.items() if name != "lists"}
            request["lines"] = lines
        elif isinstance(request, dict) and not request.get("lists"):
            request = {**request, "lines": []}
        return super().checked(request)

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        return KnownValues(filled(lists[0][0], "customsCode", "ebcCode", "ebcName"))

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        # By consignor, under customs' own names of the goods.
        usual = {"summaryFlag": "1", "itemNameFlag": "0"}
        own = {**self.firm_elements("agent"), **self.firm_elements("declAgent"), **UNSPLIT}
        return {**usual, **self.elements(request), **own}
