"""Stripe's objects in our words. Since SDK 15 they are no dicts; a field that an account or the
stand-in lacks is simply missing."""

from datetime import UTC, datetime

from orders.payments.base import Intent, IntentStatus, RefundResult, RefundStatus, from_fen
from orders.payments.stripe.kept_fields import kept_answer

STATUSES = {"succeeded": IntentStatus.SUCCEEDED, "canceled": IntentStatus.CLOSED}
REFUND_STATUSES = {
    "succeeded": RefundStatus.DONE,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.FAILED,
}


def read_intent(found) -> Intent:
    written = metadata(found)
    charge = getattr(found, "latest_charge", None)
    charge = None if isinstance(charge, str) else charge
    billing = getattr(charge, "billing_details", None)
    return Intent(
        reference=found.id,
        status=STATUSES.get(found.status, IntentStatus.OPEN),
        amount=from_fen(found.amount),
        currency=found.currency.upper(),
        group=written.get("group", ""),
        attempt=int(written["attempt"]) if written.get("attempt", "").isdecimal() else 0,
        secret=getattr(found, "client_secret", None) or "",
        transaction=charge.id if charge else "",
        payer_name=getattr(billing, "name", None) or "",
        paid_at=moment(charge.created) if charge else None,
        fault=fault_of(found),
        answered=kept_answer(found),
    )


def read_refund(found) -> RefundResult:
    return RefundResult(
        reference=found.id,
        status=REFUND_STATUSES.get(found.status, RefundStatus.PENDING),
        fault=getattr(found, "failure_reason", None) or "",
    )


def fault_of(found):
    error = getattr(found, "last_payment_error", None)
    return (getattr(error, "message", None) or "") if error else ""


def metadata(found) -> dict[str, str]:
    written = getattr(found, "metadata", None)
    return written.to_dict() if written else {}


def moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)
