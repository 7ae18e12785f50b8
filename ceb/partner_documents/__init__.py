"""Documents that belong to the platform's partners (R-DOC-1): built from the JSON of a request, as
firms that do not exist would build them.

    document = demo_document("511")
    request, change = document.checked({"order_no": …})
    document.build(request, document.answer(request), app_time=…, change=change) -> bytes

For a program that plays the partners (tools/customs_sandbox), and to show such a document without
sending it (previews, checks of a zone's data).
"""

from .agent import (
    CancellationDocument,
    ExportCancellationDocument,
    ExportListDocument,
    ExportReturnDocument,
    ListDocument,
    MasterListDocument,
    ReturnDocument,
    SummaryDocument,
)
from .document import DeclaredList, KnownValues, PartnerDocument
from .enterprises import DEMO_FIRMS, PartnerFirm
from .parcels import (
    ArrivalDocument,
    DepartureDocument,
    SignedForDocument,
    SiteArrivalDocument,
    TallyDocument,
)
from .payment import ExportPaymentDocument, PaymentDocument
from .requests import InvalidRequestError, PartnerRequest, app_time_after, without_empty
from .waybills import ExportWaybillDocument, WaybillDocument

PARTNER_DOCUMENTS: dict[str, type[PartnerDocument]] = {
    document.kind: document
    for document in (
        PaymentDocument, ExportPaymentDocument,
        WaybillDocument, ExportWaybillDocument,
        SignedForDocument, SiteArrivalDocument, DepartureDocument, ArrivalDocument, TallyDocument,
        ListDocument, ExportListDocument, CancellationDocument, ExportCancellationDocument,
        ReturnDocument, ExportReturnDocument, MasterListDocument, SummaryDocument,
    )
}  # fmt: skip


def demo_document(kind: str) -> PartnerDocument:
    """kind: "411", "621" …; made out by the demo firm whose document it is."""
    document = PARTNER_DOCUMENTS[kind]
    return document(DEMO_FIRMS[document.identity])
