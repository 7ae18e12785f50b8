"""The payment firm's documents: an order was paid (CEB411), an export's money came in (CEB403)."""

from collections.abc import Mapping
from typing import Any

from .document import PartnerDocument
from .requests import PartnerRequest, moment, moment_or_now


class PaymentDocument(PartnerDocument):
    """Resident identity card and yuan: customs takes no other on import."""

    kind = "411"
    prefix = "pay"

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {"payTime": moment(request["paid_at"], "paid_at")} if "paid_at" in request else {}


class ExportPaymentDocument(PartnerDocument):
    """Customs does not ask who paid."""

    kind = "403"
    prefix = "pay"

    def made(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {"accountingDate": moment_or_now(request, "received_at")}

    def business_key(self, answer: Mapping[str, Any]) -> str:
        return f"{answer['order_no']}/{answer['pay_no']}"
