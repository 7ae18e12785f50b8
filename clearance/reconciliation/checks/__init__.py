"""What can disagree within our own books, a function each. None asks a question per row."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q

from clearance.models import Message

from .base import MOST, TAX_TOLERANCE, Finder, Period
from .exports import not_summed_up
from .money import amounts, tax_bills
from .releases import receipt_without_release, released_without_receipt, waybills
from .stalled import (
    CLERKS_GRACE,
    answers_overdue,
    list_missing,
    paid_without_document,
    standing_words,
    stray_receipts,
    unsettled,
)

__all__ = ["FINDERS", "MOST", "TAX_TOLERANCE", "Period"]
State = Message.State


FINDERS = [
    Finder(("paid_without_document",), paid_without_document, backlog=True),
    Finder(
        ("not_sent",),
        unsettled("not_sent", Q(state__in=[State.WAITING, State.SENDING]), lambda one: one.fault),
        backlog=True,
    ),
    Finder(
        ("no_receipt",),
        unsettled(
            "no_receipt", Q(state=State.SENT, status=""), answers_overdue, moment="sent_at",
            grace=timedelta(hours=settings.CLEARANCE_RECEIPT_HOURS),
        ),
        backlog=True,
    ),
    Finder(
        ("unsettled_rejection",),
        unsettled(
            "unsettled_rejection", Q(state__in=[State.REJECTED, State.STUCK]), standing_words,
            grace=CLERKS_GRACE,
        ),
        backlog=True,
    ),
    Finder(("list_missing",), list_missing, backlog=True),
    Finder(("released_without_receipt",), released_without_receipt),
    Finder(("receipt_without_release",), receipt_without_release),
    Finder(("waybill_missing", "waybill_differs"), waybills),
    Finder(("amount_differs",), amounts),
    Finder(("tax_differs", "bill_without_list"), tax_bills),
    Finder(("receipt_without_document",), stray_receipts, backlog=True),
    Finder(("not_summed_up",), not_summed_up, backlog=True),
    Finder(
        ("no_summary_result",),
        unsettled(
            "no_summary_result",
            Q(kind=Message.Kind.SUMMARY, state=State.ACCEPTED, results=None),
            standing_words, moment="sent_at",
            grace=timedelta(hours=settings.CLEARANCE_RECEIPT_HOURS),
        ),
        backlog=True,
    ),
]  # fmt: skip
