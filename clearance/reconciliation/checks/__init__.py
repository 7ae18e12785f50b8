"""What can disagree within our own records, a function each. None asks a question per row."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from clearance.models import Message
from clearance.models.stored_errors import error_text

from .base import MAX_FINDINGS, TAX_TOLERANCE, Check, Period
from .exports import not_summed_up
from .money import amounts, tax_bills
from .releases import receipt_without_release, released_without_receipt, waybills
from .stalled import (
    CLERKS_GRACE,
    answers_overdue,
    list_missing,
    paid_without_document,
    state_and_reason,
    unmatched_receipts,
    unsettled,
)

State = Message.State
AS_SENT = {"moment": "sent_at", "grace": timedelta(hours=settings.CLEARANCE_RECEIPT_HOURS)}
CHECKS = [
    Check(("paid_without_document",), paid_without_document, backlog=True),
    unsettled(
        "not_sent",
        Q(state__in=[State.WAITING, State.SENDING]),
        lambda message: error_text(message.last_error),
    ),
    unsettled("no_receipt", Q(state=State.SENT, status=""), answers_overdue, **AS_SENT),
    unsettled(
        "unsettled_rejection",
        Q(state__in=[State.REJECTED, State.STUCK]),
        state_and_reason,
        grace=CLERKS_GRACE,
    ),
    Check(("list_missing",), list_missing, backlog=True),
    Check(("released_without_receipt",), released_without_receipt),
    Check(("receipt_without_release",), receipt_without_release),
    Check(("waybill_missing", "waybill_differs"), waybills),
    Check(("amount_differs",), amounts),
    Check(("tax_differs", "bill_without_list"), tax_bills),
    Check(("receipt_without_document",), unmatched_receipts, backlog=True),
    Check(("not_summed_up",), not_summed_up, backlog=True),
    unsettled(
        "no_summary_result",
        Q(kind=Message.Kind.SUMMARY, state=State.ACCEPTED, results=None),
        state_and_reason,
        **AS_SENT,
    ),
]
