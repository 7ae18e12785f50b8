"""The paid order becomes documents. The order that is paid and not yet prepared *is* the queue; a
signal only enqueues early, a periodic task is the guarantee. Which documents, and what follows
what, is the table's to say (`documents/kinds.py`)."""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from catalog.models.zone import Direction, Mode
from ceb import InvalidMessageError, beijing_stamp
from ceb.identifiers import from_beijing_stamp
from clearance.documents.keys import payment_of
from clearance.documents.kinds import KINDS, Trigger, kind_of, kinds_for
from clearance.documents.order import refunded_before
from clearance.locking import once, unclaimed
from clearance.models import Message, PartyRole, ZoneParty
from clearance.models.stored_errors import PAYER_DIFFERS, stored_field_errors
from clearance.routing import party, whole_order, whole_orders
from core.background.batch import process_each, process_in_slices
from orders.actions.update_clearance import advance_clearance
from orders.models import Order
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
AT_ONCE = 50  # orders prepared in one transaction


def to_be_prepared():
    return Order.objects.to_be_cleared().filter(cancelled_at=None)


def prepare_pending_orders(limit=200):
    """Prepare what waits, oldest payment first; returns how many orders were prepared."""
    waiting = to_be_prepared().order_by("paid_at").values_list("pk", flat=True)
    return process_in_slices(prepare_some, list(waiting[:limit]), size=AT_ONCE, one_by_one=prepare)


@transaction.atomic
def prepare(order_id):
    """Write the order's documents, once. True if this call did it."""
    # an order that another worker prepared meanwhile matches no longer
    waiting = to_be_prepared().filter(pk=order_id).select_for_update(of=("self",))
    return bool(write_documents(list(waiting.values_list("pk", flat=True))))


@transaction.atomic
def prepare_some(order_ids):
    """`prepare` for several orders in one transaction, without those another worker has locked;
    how many it wrote for."""
    waiting = unclaimed(to_be_prepared().filter(pk__in=order_ids).order_by("pk"))
    return write_documents(list(waiting.values_list("pk", flat=True)))


def write_documents(order_ids):
    """The documents of paid orders which the caller holds: they go out side by side, the list
    follows when they are accepted. How many orders were prepared."""
    waiting = whole_orders().filter(pk__in=order_ids).order_by("paid_at")
    orders = [order for order in waiting if is_declarable(order)]
    documents = [
        build(Message(order=order, zone=order.zone, kind=kind.code))
        for order in orders
        for kind in kinds_for(order.direction, Trigger.PAID)
    ]
    Message.objects.bulk_create(documents)
    moved = advance_clearance(
        orders, ClearanceState.PREPARED, allowed_from=[ClearanceState.WAITING]
    )
    return len(moved)


def is_declarable(order):
    return bool(order.payments.all()) and refunded_before(order) < order.actual_paid


def write_document(order, kind, *, details=None):
    """The first version of a document about `order`, ready to go or stuck with the reason.

    details: what it says beyond its order."""
    return save_built(Message(order=order, zone=order.zone, kind=kind, details=details or {}))


def write_version(message, *, version, change):
    """The same document once more, from the order as it stands; its key never changes."""
    again = Message(
        order=message.order_id and whole_order(message.order_id),
        zone=message.zone,
        kind=message.kind,
        version=version,
        details=message.details,
        business_key=message.business_key,
        receipt_key=message.receipt_key,
    )
    save_built(again, change=change, after=message.app_time)
    if message.pk:
        again.orders.set(message.orders.all())
    return again


def save_built(message, **turn):
    """`build`, and saved."""
    build(message, **turn).save()
    return message


def build(message, *, change=False, after=""):
    """A new message, not yet saved, with what its kind's row makes of it; `after`: appTime of the
    version before, which customs takes as the newer one within the same second."""
    moment, kind = timezone.now(), kind_of(message)
    if after and (before := from_beijing_stamp(after)) and beijing_stamp(moment) <= after:
        moment = before + timedelta(seconds=1)
    message.direction, message.app_time = kind.direction, beijing_stamp(moment)
    message.business_key = message.business_key or kind.key(message)
    # the last part of the key is what comes back in receipts
    if not kind.answer_key:
        message.receipt_key = message.business_key.rpartition("/")[2]
    try:
        message.content = kind.content(message, moment=moment, change=change)
        message.digest = hashlib.sha256(message.content).hexdigest()
    except InvalidMessageError as exc:
        message.state = State.STUCK
        message.last_error = stored_field_errors(exc.errors)
    if reason := stop_reason(message):
        message.state, message.last_error = State.STUCK, reason
    return message


def stop_reason(message):
    """The reason that stops a document before it leaves, or "". A parcel may stand by without one:
    its waybill says nothing of the payer."""
    if not message.order_id or kind_of(message).role == PartyRole.LOGISTICS:
        return ""
    return payer_mismatch(message.order)


def payer_mismatch(order):
    """R-ID-2, R-ID-9: on the import side orderer and payer must be one; by name, and by the payment
    firm's check of name and number."""
    if order.direction != Direction.IMPORT:
        return ""
    different = any(
        message.answer.get("identity_check") == "different"
        for message in order.messages.all()
        if message.kind == Kind.PAYMENT and message.superseded_at is None
    )
    if different or payment_of(order).is_of_another:
        return PAYER_DIFFERS
    return ""


@once
def prepare_list(order_id):
    """Write the declaration list once order, payment and waybill stand (R-DOC-3). True if done.

    Not for an order that was cancelled meanwhile: its money is on its way back."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order_id)
    if order.cancelled_at:
        return False
    lists = kinds_for(order.direction, Trigger.ACCEPTED)
    due = [kind for kind in lists if _is_due(kind, order)]
    for kind in due:
        write_document(whole_order(order_id), kind.code)
    return bool(due)


def _is_due(kind, order):
    states = {
        message.kind: message.state for message in Message.objects.newest().filter(order=order)
    }
    accepted = all(states.get(before) == State.ACCEPTED for before in kind.follows)
    if kind.code in states or not accepted:
        return False
    return not (kind.after_arrival and waits_for_arrival(order)) or has_arrived(order)


def waits_for_arrival(order):
    """Direct purchase through a zone whose operator reports what has come (CEB711)."""
    return order.mode == Mode.DIRECT and party(order.zone, PartyRole.OPERATOR) is not None


def has_arrived(order):
    return order.shared_messages.filter(kind=Kind.ARRIVAL, state=State.ACCEPTED).exists()


def prepare_pending_lists(limit=200):
    """Periodic: lists that nobody wrote because a worker died in between."""
    due = []
    for kind in KINDS.values():
        if kind.trigger is Trigger.ACCEPTED:
            due += _orders_ready_for(kind)[:limit]
    return process_each(prepare_list, due)


def _orders_ready_for(kind):
    """Orders whose documents were all accepted in their newest version. One whose payment is
    rejected for good must not block the others."""
    first, *others = reversed(kind.follows)
    accepted = Message.objects.filter(state=State.ACCEPTED, superseded_at=None)
    document = accepted.filter(order=OuterRef("order"))
    ready = accepted.filter(
        *(Exists(document.filter(kind=other)) for other in others),
        kind=first,
        order__cancelled_at=None,
    )
    if kind.after_arrival:
        arrived = Message.objects.filter(
            kind=Kind.ARRIVAL, state=State.ACCEPTED, orders=OuterRef("order")
        )
        operated = ZoneParty.objects.filter(zone=OuterRef("zone"), role=PartyRole.OPERATOR)
        ready = ready.filter(~Q(order__mode=Mode.DIRECT) | ~Exists(operated) | Exists(arrived))
    return (
        ready.exclude(order__messages__kind=kind.code)
        .order_by("order_id")
        .values_list("order_id", flat=True)
        .distinct()
    )
