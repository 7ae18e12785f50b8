"""What happens to parcels: signed for (CEB513), at the site for export (CEB507), departed (CEB509),
arrived from abroad (CEB711), back from abroad (CEB215)."""

from collections.abc import Mapping, Sequence
from typing import Any

from .document import DeclaredList, KnownValues, PartnerDocument, filled
from .enterprises import DEMO_FIRMS
from .requests import PartnerRequest, element_names, moment, moment_or_now

CARRIER = ("logisticsNo", "logisticsCode", "logisticsName")
UNSPLIT = {"msgCount": "1", "msgSeqNo": "1"}  # no message is so long that it comes in parts


class SignedForDocument(PartnerDocument):
    identity = "logistics"
    kind = "513"
    key = "logistics_no"
    names = element_names("logistics_no note")
    own_names = frozenset({"order_no", "signed_at"})

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        own = {**self.firm_elements("logistics"), "logisticsStatus": "S"}
        if "signed_at" in request:
            own["logisticsTime"] = moment(request["signed_at"], "signed_at")
        return {**self.elements(request), **own}


class _ParcelsDocument(PartnerDocument):
    """About several parcels; what they travel by is known from the first one's list."""

    key = "cop_no"
    line_names = element_names("gnum logistics_no total_package_no note")
    numbers_lines = True
    taken_from_list: tuple[str, ...] = ()

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        return KnownValues(filled(lists[0][0], "customsCode", "trafMode", *self.taken_from_list))


class SiteArrivalDocument(_ParcelsDocument):
    identity = "logistics"
    kind = "507"
    names = element_names("cop_no customs_code loct_no traf_mode bill_no domestic_traf_no note")
    taken_from_list = ("billNo", "loctNo")

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        site = DEMO_FIRMS["operator"]
        return {
            "domesticTrafNo": "豫A00001",
            **self.elements(request),
            **self.firm_elements("logistics"),
            **UNSPLIT,
            "operatorCode": site.code,
            "operatorName": site.name,
            "ieFlag": "E",
        }


class DepartureDocument(_ParcelsDocument):
    identity = "logistics"
    kind = "509"
    names = element_names("cop_no customs_code traf_mode traf_name voyage_no bill_no note")
    own_names = frozenset({"left_at"})
    taken_from_list = ("trafName", "voyageNo", "billNo")

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        own = {**self.firm_elements("logistics"), **UNSPLIT}
        return {**self.elements(request), **own, "leaveTime": moment_or_now(request, "left_at")}


class _OperatorDocument(PartnerDocument):
    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {**self.elements(request), **self.firm_elements("operator"), "ieFlag": "I"}


class ArrivalDocument(_OperatorDocument, _ParcelsDocument):
    identity = "operator"
    kind = "711"
    names = element_names(
        "cop_no customs_code traf_mode traf_no voyage_no bill_no logistics_code "
        "logistics_name unload_location note"
    )
    line_names = element_names("gnum logistics_no note")
    taken_from_list = ("trafNo", "voyageNo", "billNo", *CARRIER[1:])


class TallyDocument(_OperatorDocument):
    identity = "operator"
    kind = "215"
    key = "cop_no"
    names = element_names(
        "customs_code logistics_no logistics_code logistics_name invt_no bill_no "
        "traf_mode traf_name voyage_no location note"
    ) | {"cop_no": "coElNo"}

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        head = lists[0][0]
        names = ("customsCode", "trafMode", "trafName", "voyageNo", "billNo", "invtNo", *CARRIER)
        # Where no bill of lading is known, the waybill stands for it (so the specification).
        usual = {"trafName": "沙箱航班", "voyageNo": "SB100", "billNo": head.get("logisticsNo")}
        return KnownValues({**usual, **filled(head, *names)})
