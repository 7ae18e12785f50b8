"""The parcel is signed for (CEB513). The side that hears it first tells the other: a delivery noted
here is reported by the logistics firm, a receipt of the firm's own report (CEB514) delivers the
order."""

from django.db.models import Exists, OuterRef

from catalog.models.zone import Direction
from ceb import beijing_stamp
from clearance.documents.preparation import write_document
from clearance.locking import locked_order, once
from clearance.models import Message, ReceiptItem
from clearance.routing import whole_order
from core.background.batch import process_each
from orders.models import Order, Shipment
from orders.models.order import FulfilmentState

Kind, State = Message.Kind, Message.State


def report_pending_signatures(limit=200):
    """Periodic: delivered parcels whose signature customs has not heard of."""
    reported = Message.objects.filter(order=OuterRef("pk"), kind=Kind.WAYBILL_STATE)
    carried = Message.objects.filter(order=OuterRef("pk"), kind=Kind.WAYBILL, state=State.ACCEPTED)
    signed = ReceiptItem.objects.filter(
        kind=Kind.WAYBILL_STATE, business_key=OuterRef("shipment__waybill_number")
    )
    waiting = Order.objects.filter(
        Exists(carried),
        ~Exists(reported),
        ~Exists(signed),
        fulfilment_state=FulfilmentState.DELIVERED,
    ).exclude(shipment__delivered_at=None)
    return process_each(report_signature, list(waiting.values_list("pk", flat=True)[:limit]))


@once
def report_signature(order_id):
    """Have the logistics firm report the signature. True if this call wrote it."""
    locked_order(order_id)
    order = whole_order(order_id)
    waybill = Message.objects.newest().filter(order=order, kind=Kind.WAYBILL).first()
    deliveries = Shipment.objects.filter(order=order).exclude(delivered_at=None)
    delivered_at = deliveries.values_list("delivered_at", flat=True).first()
    if order.direction != Direction.IMPORT or waybill is None or delivered_at is None:
        return False
    if Message.objects.filter(order=order, kind=Kind.WAYBILL_STATE).exists():
        return False
    write_document(
        order,
        Kind.WAYBILL_STATE,
        details={
            "logistics_no": waybill.answer["logistics_no"],
            "logistics_time": beijing_stamp(delivered_at),
        },
    )
    return True
