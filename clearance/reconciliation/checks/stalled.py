"""What stands still although it should have gone on: found however old it is."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from clearance.documents.kinds import ALIVE, LISTS
from clearance.models import Message, ReceiptItem
from clearance.models.stored_errors import error_text
from clearance.reconciliation.checks.base import MAX_FINDINGS, Check, about, about_orders, day_of
from clearance.reconciliation.findings import Finding
from orders.models import Order
from orders.models.order import ClearanceState

State = Message.State
GRACE = timedelta(hours=2)  # what the periodic task does by itself within seconds
CLERKS_GRACE = timedelta(hours=12)


def paid_without_document(period):
    orders = Order.objects.to_be_cleared().filter(
        cancelled_at=None, paid_at__lt=period.until(GRACE)
    )
    return about_orders("paid_without_document", orders, "paid_at", ours="actual_paid")


def unsettled(kind, condition, describe, moment="created_at", grace=GRACE):
    """Documents that stand still in some state, since a moment that is longer ago than `grace`."""

    def find(period):
        messages = Message.objects.filter(ALIVE, condition, superseded_at=None)
        messages = messages.filter(**{f"{moment}__lt": period.until(grace)}).select_related("order")
        for message in messages.defer("content").order_by("pk")[:MAX_FINDINGS]:
            yield about(kind, message, moment=getattr(message, moment), ours=describe(message))

    return Check((kind,), find, backlog=True)


def answers_overdue(message):
    return f"{timezone.localtime(message.sent_at):%Y-%m-%d %H:%M}"


def state_and_reason(message):
    reason = message.status_info or error_text(message.last_error)
    return f"{message.state} {message.status} {reason}".strip()


def list_missing(period):
    current = Message.objects.filter(order=OuterRef("pk"), superseded_at=None)
    orders = Order.objects.filter(
        Exists(current.filter(state=State.ACCEPTED)),
        ~Exists(current.exclude(state=State.ACCEPTED)),
        ~Exists(current.filter(kind__in=LISTS)),
        clearance_state__in=[ClearanceState.PREPARED, ClearanceState.SENT],
        cancelled_at=None,
        paid_at__lt=period.until(GRACE),
    )
    return about_orders("list_missing", orders, "paid_at")


def unmatched_receipts(period):
    items = ReceiptItem.objects.filter(
        message=None, applied_at=None, receipt__arrived_at__lt=period.until(GRACE)
    )
    for item in items.with_receipts().order_by("pk")[:MAX_FINDINGS]:
        yield Finding(
            "receipt_without_document", f"CEB{item.kind} {item.business_key}",
            day_of(item.receipt.arrived_at), theirs=f"{item.status} {item.return_time}",
        )  # fmt: skip
