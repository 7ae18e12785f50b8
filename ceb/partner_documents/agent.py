"""The customs agent's documents: lists in (CEB621) and out (CEB603), their cancellations (CEB623,
CEB605) and returns (CEB625, CEB213), exports under one bill of lading (CEB607), their summary
(CEB701).

It declared the lists, so it knows all that a request about one leaves out. `pre_no` is the list's:
a new document gets its own from e-port.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from ceb.identifiers import beijing_stamp

from .document import DeclaredList, KnownValues, PartnerDocument, bill_of_lading, filled
from .requests import PartnerRequest


class ListDocument(PartnerDocument):
    """One parcel for each waybill and list (packNo, R-DOC-4)."""

    kind = "621"

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "assureCode": request.get("assure_code", self.firm.code),
            "declTime": beijing_stamp(datetime.now(UTC), 8),
        }

    def line_elements(self, line: PartnerRequest) -> dict[str, Any]:
        return {**super().line_elements(line), "currency": "142"}


class ExportListDocument(PartnerDocument):
    """Freight and insurance as totals (fFlag, iFlag): 202205 takes no rates."""

    kind = "603"

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "ieDate": request.get("ie_date") or beijing_stamp(datetime.now(UTC), 8),
            "ownerCode": request.get("owner_code", request.get("ebc_code")),
            "ownerName": request.get("owner_name", request.get("ebc_name")),
        }

    def line_elements(self, line: PartnerRequest) -> dict[str, Any]:
        return {"currency": "142", "barCode": "无", **super().line_elements(line)}


class CancellationDocument(PartnerDocument):
    kind = "623"


class ExportCancellationDocument(PartnerDocument):
    kind = "605"


class ReturnDocument(PartnerDocument):
    kind = "625"
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
    taken_for_lines = ("gcode", "gname", "gmodel", "unit", "qty1", "unit1", "qty2", "unit2")

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        return bill_of_lading(super().known(lists))


class MasterListDocument(PartnerDocument):
    kind = "607"

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        waybills = {head.get("invtNo", ""): filled(head, "logisticsNo") for head, _ in lists}
        return KnownValues(super().known(lists).head, waybills)

    def lines(self, request: PartnerRequest, known: KnownValues) -> list[dict[str, Any]]:
        return [
            {"gnum": number, **known.lines.get(line.get("invt_no", ""), {}),
             **self.line_elements(line)}
            for number, line in enumerate(request["lines"], start=1)
        ]  # fmt: skip


class SummaryDocument(PartnerDocument):
    """By consignor, under customs' own names of the goods (summaryFlag, itemNameFlag)."""

    kind = "701"

    def checked(self, request: Any) -> tuple[PartnerRequest, bool]:
        """`lists` are the lines, each as its number or {"invt_no": number}."""
        if isinstance(request, dict) and isinstance(request.get("lists"), list):
            lines = [{"invt_no": x} if isinstance(x, str) else x for x in request["lists"]]
            request = {name: value for name, value in request.items() if name != "lists"}
            request["lines"] = lines
        elif isinstance(request, dict) and not request.get("lists"):
            request = {**request, "lines": []}
        return super().checked(request)

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return self.firm_elements("declAgent")
