"""A clerk sends again. Safe to press twice, and whatever customs has accepted stays as it is."""

from django.db import transaction
from django.utils import timezone

from clearance.actions.apply import locked_order
from clearance.actions.prepare import stranger_paid, whole_order, write_document
from clearance.ceb.codes.status import is_negative
from clearance.models import Message
from evidence import actions as evidence
from orders.actions.clear import set_clearance_state
from orders.models.order import ClearanceState

State = Message.State


@transaction.atomic
def send_again(message, *, actor):
    """Put a stuck or refused document on its way again; the message that will go, or None.

    One that never reached customs goes again under the same version: same key, and the same
    bytes if it has any. One that was refused becomes a new version with a later time; if customs
    itself had it (100), it goes as a change, while e-port's refusals are held by nobody.
    Nothing goes for a cancelled order, nor for one that somebody else than its orderer paid."""
    order = locked_order(message.order_id)
    was = message.state
    if was not in (State.STUCK, State.REFUSED) or not is_newest(message):
        return None
    if order.cancelled_at or _stopped(message):
        return None
    claimed = Message.objects.filter(pk=message.pk, state=was)
    if was == State.REFUSED:
        claimed = claimed.filter(superseded_at=None)
        if not claimed.update(superseded_at=timezone.now()):
            return None
        again = write_document(
            whole_order(message.order_id),
            message.kind,
            version=message.version + 1,
            change=message.kind != Message.Kind.ORDER or not is_negative(message.status),
        )
    else:
        if not claimed.update(state=State.WAITING, due_at=timezone.now(), fault="", tries=0):
            return None
        again = rebuilt_if_empty(message)
    set_clearance_state(
        order,
        ClearanceState.PREPARED,
        allowed_from=[ClearanceState.REFUSED],
        actor=actor,
        document=f"CEB{message.kind}",
    )
    evidence.record(
        subject=f"order {order.number}",
        kind="message sent again",
        payload={"message": f"CEB{message.kind}", "key": again.business_key,
                 "version": again.version},
        actor=actor,
    )  # fmt: skip
    return again


def _stopped(message):
    """R-ID-2: a stranger's money stops the order, however often somebody presses."""
    return message.kind != Message.Kind.WAYBILL and stranger_paid(whole_order(message.order_id))


def is_newest(message):
    return Message.objects.newest().filter(pk=message.pk).exists()


def rebuilt_if_empty(message):
    """A document that could not even be built is built anew from the order as it stands."""
    message.refresh_from_db()
    if message.content:
        return message
    version, order_id, kind = message.version, message.order_id, message.kind
    message.delete()  # it never left the house, so nobody knows it
    return write_document(whole_order(order_id), kind, version=version)
