"""The paid order becomes documents. The order that is paid and not yet prepared *is* the queue;
a signal only nudges, a sweep is the promise."""

import hashlib

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from clearance.ceb import MessageFault, beijing_stamp
from clearance.documents.order import given_back, order_document, platform
from clearance.documents.requests import (
    as_bytes,
    list_number,
    list_request,
    payment_request,
    waybill_request,
)
from clearance.models import Message
from expo.sweeping import each
from orders.actions.clear import set_clearance_state
from orders.models import Order
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
PAPERS = (Kind.ORDER, Kind.PAYMENT, Kind.WAYBILL)  # side by side; the list follows


def prepare_waiting(limit=200):
    """Prepare what waits, oldest payment first; returns how many orders were prepared."""
    waiting = Order.objects.to_be_cleared().filter(cancelled_at=None).order_by("paid_at")
    return each(prepare, list(waiting.values_list("pk", flat=True)[:limit]))


@transaction.atomic
def prepare(order_id):
    """Write the order's documents, once. True if this call did it.

    Order, payment and waybill go out side by side; the list follows when they are accepted."""
    mine = Order.objects.to_be_cleared().filter(pk=order_id, cancelled_at=None)
    if not mine.select_for_update(of=("self",)).exists():
        return False
    order = whole_order(order_id)
    if not order.payments.all() or given_back(order) >= order.actual_paid:
        return False
    for kind in PAPERS:
        write_document(order, kind)
    return set_clearance_state(
        order, ClearanceState.PREPARED, allowed_from=[ClearanceState.WAITING]
    )


def whole_order(order_id):
    """The order with all that documents are made of, in a fixed number of queries."""
    return (
        Order.objects.select_related("group", "buyer", "exhibitor", "zone")
        .prefetch_related(
            "lines", "payments", "refunds", Prefetch("messages", Message.objects.defer("content"))
        )
        .get(pk=order_id)
    )


def write_document(order, kind, *, version=1, change=False):
    """The message row with its content ready, or stuck with the reason for a clerk."""
    moment = timezone.now()
    message = Message(
        order=order,
        kind=kind,
        version=version,
        app_time=beijing_stamp(moment),
        business_key=business_key(order, kind),
        receipt_key="" if kind == Kind.WAYBILL else business_key(order, kind).rpartition("/")[2],
    )
    try:
        message.content = content_of(order, kind, moment=moment, change=change)
        message.digest = hashlib.sha256(message.content).hexdigest()
    except MessageFault as fault:
        message.state = State.STUCK
        message.fault = "; ".join(f"{f.message_zh} / {f.message}" for f in fault.faults)[:1000]
    if kind != Kind.WAYBILL and (reason := stranger_paid(order)):
        message.state, message.fault = State.STUCK, reason
    message.save()
    return message


def business_key(order, kind):
    """What customs tells documents apart by; the last part comes back in receipts."""
    if kind == Kind.ORDER:
        return f"{platform()['code']}/{order.number}"
    if kind == Kind.PAYMENT:
        return payment_of(order).transaction
    return order.number if kind == Kind.WAYBILL else list_number(order)


def payment_of(order):
    return min(order.payments.all(), key=lambda payment: payment.pk)


def content_of(order, kind, *, moment, change):
    if kind == Kind.ORDER:
        return order_document(order, payment_of(order), moment=moment, change=change)
    if kind == Kind.PAYMENT:
        return as_bytes(payment_request(order, payment_of(order), change=change))
    if kind == Kind.WAYBILL:
        return as_bytes(waybill_request(order, change=change))
    waybill = Message.objects.newest().get(order=order, kind=Kind.WAYBILL)
    return as_bytes(list_request(order, waybill.answer, change=change))


def stranger_paid(order):
    """R-ID-2, R-ID-9: orderer and payer must be one; by name, and by the payment firm's check of
    name and number."""
    payer = payment_of(order).payer_name
    checks = Message.objects.filter(order=order, kind=Kind.PAYMENT, superseded_at=None)
    different = any(message.answer.get("identity_check") == "different" for message in checks)
    if different or (payer and payer != order.buyer.name):
        return "付款人与订购人不是同一人 / the payer is not the orderer (R-ID-2)"
    return ""


def prepare_list(order_id):
    """Write the declaration list once order, payment and waybill stand (R-DOC-3). True if done.

    Not for an order that was cancelled meanwhile: its money is on its way back."""
    try:
        with transaction.atomic():
            order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
            if order.cancelled_at or not _papers_stand(order):
                return False
            write_document(whole_order(order_id), Kind.LIST)
    except IntegrityError:  # another worker was faster
        return False
    return True


def _papers_stand(order):
    states = {
        message.kind: message.state for message in Message.objects.newest().filter(order=order)
    }
    return Kind.LIST not in states and all(states.get(kind) == State.ACCEPTED for kind in PAPERS)


def prepare_lists(limit=200):
    """The sweep: lists that nobody wrote because a worker died in between."""
    return each(prepare_list, list(_ready_for_list()[:limit]))


def _ready_for_list():
    """Orders whose every paper was accepted. One whose payment is refused for good must not stand
    in the way of the others."""
    accepted = Message.objects.filter(state=State.ACCEPTED, order=OuterRef("order"))
    return (
        Message.objects.filter(
            *(Exists(accepted.filter(kind=kind)) for kind in (Kind.ORDER, Kind.PAYMENT)),
            kind=Kind.WAYBILL,
            state=State.ACCEPTED,
            order__cancelled_at=None,
        )
        .exclude(order__messages__kind=Kind.LIST)
        .order_by("order")
        .values_list("order_id", flat=True)
        .distinct()
    )
