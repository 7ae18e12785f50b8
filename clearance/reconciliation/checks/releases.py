"""Releases and the parcels that leave with them."""

from django.db.models import Exists, F, OuterRef, Q

from clearance.documents.kinds import LISTS
from clearance.models import Message, ReceiptItem
from clearance.reconciliation.checks.base import MAX_FINDINGS, about, about_orders
from orders.models import Order
from orders.models.order import ClearanceState


def released_without_receipt(period):
    with_release = Message.objects.filter(
        order=OuterRef("pk"), kind__in=LISTS, receipt_items__status__in=["800", "899"]
    )
    orders = Order.objects.filter(
        ~Exists(with_release), period.holds("released_at"), clearance_state=ClearanceState.RELEASED
    )
    return about_orders("released_without_receipt", orders, "released_at")


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
    yield from about_orders("waybill_missing", bare, "released_at")
    documents = Message.objects.filter(
        period.holds("created_at"), kind__in=["511", "505"], superseded_at=None
    ).exclude(receipt_key="")
    other = documents.filter(order__shipment__isnull=False).exclude(
        receipt_key=F("order__shipment__waybill_number")
    )
    other = other.select_related("order__shipment").defer("content").order_by("pk")
    for message in other[:MAX_FINDINGS]:
        yield about(
            "waybill_differs", message, ours=message.order.shipment.waybill_number,
            theirs=message.receipt_key,
        )  # fmt: skip
