"""Stripe's objects as ours. Since SDK 15 they are no dicts; a field that an account or the
fake server lacks is simply missing."""

from datetime import UTC, datetime

from orders.payments.base import Intent, IntentStatus, RefundResult, RefundStatus, from_fen
from orders.payments.stripe.kept_fields import kept_answer

STATUSES = {"succeeded": IntentStatus.SUCCEEDED, "canceled": IntentStatus.CLOSED}
REFUND_STATUSES = {
    "succeeded": RefundStatus.DONE,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.FAILED,
}


def read_intent(obj) -> Intent:
    written = metadata(obj)
    charge = getattr(obj, "latest_charge", None)
    # an id alone where the answer was not expanded
    charge = None if isinstance(charge, str) else charge
    billing = getattr(charge, "billing_details", None)
    return Intent(
        reference=obj.id,
        status=STATUSES.get(obj.status, IntentStatus.OPEN),
        amount=from_fen(obj.amount),
        currency=obj.currency.upper(),
        group=written.get("group", ""),
        # metadata can be edited in the dashboard
        attempt=int(written["attempt"]) if written.get("attempt", "").isdecimal() else 0,
        secret=getattr(obj, "client_secret", None) or "",
        transaction=charge.id if charge else "",
        payer_name=getattr(billing, "name", None) or "",
        paid_at=moment(charge.created) if charge else None,
        error=error_of(obj),
        raw_response=kept_answer(obj),
    )


def read_refund(obj) -> RefundResult:
    return RefundResult(
        reference=obj.id,
        status=REFUND_STATUSES.get(obj.status, RefundStatus.PENDING),
        error=getattr(obj, "failure_reason", None) or "",
    )


def error_of(obj):
    error = getattr(obj, "last_payment_error", None)
    return (getattr(error, "message", None) or "") if error else ""


def metadata(obj) -> dict[str, str]:
    written = getattr(obj, "metadata", None)
    return written.to_dict() if written else {}


def moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)
