"""What happens to parcels: signed for (CEB513), at the site for export (CEB507), departed (CEB509),
arrived from abroad (CEB711), back from abroad (CEB215)."""

from collections.abc import Mapping, Sequence
from typing import Any

from .document import DeclaredList, KnownValues, PartnerDocument, bill_of_lading
from .enterprises import DEMO_FIRMS
from .requests import PartnerRequest, moment, moment_or_now


class SignedForDocument(PartnerDocument):
    kind = "513"

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        if "signed_at" not in request:
            return {}
        return {"logisticsTime": moment(request["signed_at"], "signed_at")}


class SiteArrivalDocument(PartnerDocument):
    kind = "507"
    numbers_lines = True

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        site = DEMO_FIRMS["operator"]
        return {"operatorCode": site.code, "operatorName": site.name}


class DepartureDocument(PartnerDocument):
    kind = "509"
    numbers_lines = True

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {"leaveTime": moment_or_now(request, "left_at")}


class ArrivalDocument(PartnerDocument):
    kind = "711"
    numbers_lines = True


class TallyDocument(PartnerDocument):
    kind = "215"

    def known(self, lists: Sequence[DeclaredList]) -> KnownValues:
        return bill_of_lading(super().known(lists))
