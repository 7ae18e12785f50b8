"""Releases and the parcels that leave with them."""

from django.db.models import Exists, F, OuterRef, Q

from clearance.documents.kinds import LISTS
from clearance.models import Message, ReceiptItem
from clearance.reconciliation.checks.base import MAX_FINDINGS, about, day_of
from clearance.reconciliation.findings import Finding
from orders.models import Order
from orders.models.order import ClearanceState


def released_without_receipt(period):
    with_release = Message.objects.filter(
        order=OuterRef("pk"), kind__in=LISTS, receipt_items__status__in=["800", "899"]
    )
    orders = Order.objects.filter(
        ~Exists(with_release), period.holds("released_at"), clearance_state=ClearanceState.RELEASED
    )
    for order in orders.order_by("pk")[:MAX_FINDINGS]:
        yield Finding(
            "released_without_receipt", order.number, day_of(order.released_at), order=order.pk
        )


def receipt_without_release(period):
    items = ReceiptItem.objects.filter(
        period.holds("receipt__arrived_at"), status="800", message__kind__in=LISTS
    ).exclude(message__order__clearance_state=ClearanceState.RELEASED)
    items = items.select_related("message__order", "receipt").defer("message__content")
    for item in items.order_by("pk")[:MAX_FINDINGS]:
        yield about(
            "receipt_without_release", item.message, moment=item.receipt.arrived_at,
            ours=item.message.order.clearance_state, theirs=f"800 {item.return_time}",
        )  # fmt: skip


def waybills(period):
    released = Order.objects.filter(
        period.holds("released_at"), clearance_state=ClearanceState.RELEASED
    )
    bare = released.filter(Q(shipment=None) | Q(shipment__waybill_number=""))
    for order in bare.order_by("pk")[:MAX_FINDINGS]:
        yield Finding("waybill_missing", order.number, day_of(order.released_at), order=order.pk)
    documents = Message.objects.filter(
        period.holds("created_at"), kind__in=["511", "505"], superseded_at=None
    ).exclude(receipt_key="")
    other = documents.filter(order__shipment__isnull=False).exclude(
        receipt_key=F("order__shipment__waybill_number")
    )
    for message in (
        other.select_related("order__shipment").defer("content").order_by("pk")[:MAX_FINDINGS]
    ):
        yield about(
            "waybill_differs", message, ours=message.order.shipment.waybill_number,
            theirs=message.receipt_key,
        )  # fmt: skip
