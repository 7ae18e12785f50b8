"""The payment firm's documents: an order was paid (CEB411), an export's money came in (CEB403)."""

from collections.abc import Mapping
from typing import Any

from .document import PartnerDocument
from .requests import PartnerRequest, element_names, moment, moment_or_now


class PaymentDocument(PartnerDocument):
    identity = "payment"
    kind = "411"
    key = "transaction_id"
    names = element_names("order_no ebp_code ebp_name payer_name payer_id_number note") | {
        "transaction_id": "payTransactionId",
        "payer_telephone": "telephone",
        "amount": "amountPaid",
        "paid_at": "payTime",
    }

    def answer(self, request: PartnerRequest) -> dict[str, Any]:
        return {
            "pay_code": self.firm.code,
            "pay_name": self.firm.name,
            "transaction_id": request["transaction_id"],
            "order_no": request.get("order_no", ""),
        }

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        head = self.elements(request)
        if "paid_at" in request:
            head["payTime"] = moment(request["paid_at"], "paid_at")
        # Resident identity card and yuan: customs takes no other on import.
        return {**head, **self.firm_elements("pay"), "payerIdType": "1", "currency": "142"}


class ExportPaymentDocument(PartnerDocument):
    identity = "payment"
    kind = "403"
    key = "pay_no"
    names = element_names("order_no ebp_code ebp_name ebc_code ebc_name pay_no currency note") | {
        "amount": "charge"
    }
    own_names = frozenset({"payer", "received_at"})  # customs does not ask who paid

    def answer(self, request: PartnerRequest) -> dict[str, Any]:
        return {
            "pay_no": request["pay_no"],
            "pay_code": self.firm.code,
            "pay_name": self.firm.name,
            "order_no": request.get("order_no", ""),
        }

    def head(self, request: PartnerRequest, answer: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "currency": "142",
            **self.elements(request),
            **self.firm_elements("pay"),
            "accountingDate": moment_or_now(request, "received_at"),
        }

    def business_key(self, answer: Mapping[str, Any]) -> str:
        return f"{answer['order_no']}/{answer['pay_no']}"
