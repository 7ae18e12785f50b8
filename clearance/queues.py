"""What a clerk has before them: counts with their age, and the lists behind them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from clearance.documents.kinds import FOR_CANCELLED
from clearance.models import Message, Receipt, ReceiptItem
from orders.models import Order

State = Message.State
# nothing is to be done about a cancelled order's papers, but for those that end it at customs
ALIVE = Q(order__cancelled_at=None) | Q(kind__in=FOR_CANCELLED)
QUEUES = {
    "stuck": (_("Waits for you"), ALIVE & Q(state=State.STUCK)),
    "refused": (_("Refused"), ALIVE & Q(state=State.REFUSED)),
    "waiting": (_("To be sent"), ALIVE & Q(state__in=[State.WAITING, State.SENDING])),
    "sent": (_("With customs"), Q(state=State.SENT)),
    "accepted": (_("Accepted"), Q(state=State.ACCEPTED)),
}


@dataclass(frozen=True)
class Queue:
    name: str
    label: str
    count: int
    oldest: datetime | None


def messages():
    """Documents in their newest version, with what a list shows of them."""
    return Message.objects.filter(superseded_at=None).select_related("order", "zone")


def queues():
    """Every queue with its count and the age of its oldest document, in one query."""
    numbers = {}
    for name, (_label, condition) in QUEUES.items():
        numbers[f"{name}_count"] = Count("pk", filter=condition)
        numbers[f"{name}_oldest"] = Min("created_at", filter=condition)
    found = Message.objects.filter(superseded_at=None).aggregate(**numbers)
    return [
        Queue(name, label, found[f"{name}_count"], found[f"{name}_oldest"])
        for name, (label, _condition) in QUEUES.items()
    ]


def documents(queue="", text="", kind=""):
    """The list of a queue, oldest first where something is to be done, else newest first.

    text: an order's, a waybill's or customs' number, or the beginning of one; an order's and its
    waybill's bring all its documents."""
    found = messages()
    if queue in QUEUES:
        found = found.filter(QUEUES[queue][1])
    if kind in Message.Kind.values:
        found = found.filter(kind=kind)
    if text := text.strip():
        found = found.filter(
            Q(order__number__istartswith=text)
            | Q(order__shipment__waybill_number__istartswith=text)
            | Q(receipt_key__istartswith=text)
            | Q(customs_number__istartswith=text)
        )
    return found.order_by("pk" if queue in ("stuck", "refused", "waiting") else "-pk")


def unprepared():
    """Paid orders without documents: how many, and since when."""
    return Order.objects.to_be_cleared().aggregate(count=Count("pk"), oldest=Min("paid_at"))


def strays():
    """Receipts without a document, and receipts that could not be read."""
    return (
        ReceiptItem.objects.filter(message=None, applied_at=None)
        .select_related("receipt")
        .order_by("-pk")[:50],
        Receipt.objects.exclude(fault="").order_by("-pk")[:50],
    )
