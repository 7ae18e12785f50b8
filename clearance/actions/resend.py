"""A clerk sends again. Safe to press twice, and whatever customs has accepted stays as it is."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ceb.codes import is_negative
from clearance.documents.kinds import kind_of
from clearance.documents.preparation import stop_reason, write_version
from clearance.locking import locked_order
from clearance.models import Message
from evidence import actions as evidence
from orders.actions.update_clearance import set_clearance_state
from orders.models.order import ClearanceState

State = Message.State


@transaction.atomic
def resend(message, *, actor):
    """Put a stuck or rejected document on its way again; the message that will go, or None.

    One that never reached customs goes again under the same version: same key, and the same
    bytes if it has any. One that was rejected becomes a new version with a later time; if customs
    itself had it (100), it goes as a change, while e-port's rejections nobody has.
    Nothing goes for a cancelled order, nor for one that somebody else than its orderer paid."""
    order = message.order_id and locked_order(message.order_id)
    was = message.state
    if not may_resend(message, order) or not is_newest(message) or stop_reason(message):
        return None
    claimed = Message.objects.filter(pk=message.pk, state=was)
    if was == State.REJECTED:
        claimed = claimed.filter(superseded_at=None)
        if not claimed.update(superseded_at=timezone.now()):
            return None
        again = write_version(
            message,
            version=message.version + 1,
            change=goes_as_change(message),
        )
    else:
        if not claimed.update(state=State.WAITING, due_at=timezone.now(), last_error="", tries=0):
            return None
        again = rebuild_if_empty(message)
    if order:
        set_clearance_state(
            order,
            ClearanceState.PREPARED,
            allowed_from=[ClearanceState.REJECTED],
            actor=actor,
            document=f"CEB{message.kind}",
        )
    evidence.record(**again.ledger_entry("message sent again", version=again.version, actor=actor))
    return again


def may_resend(message, order=None):
    """Stuck or rejected, and of an order that is still alive."""
    order, kind = order or message.order, kind_of(message)
    over = order is not None and order.cancelled_at and not kind.for_cancelled
    waits = message.state in (State.STUCK, State.REJECTED) and message.superseded_at is None
    # customs has answered for good what can't be changed: it is asked anew, under a new number
    answered = message.state == State.REJECTED and not (
        kind.changeable or is_negative(message.status)
    )
    return waits and not over and not answered


def why_not_resend(message):
    """Why pressing *Send again* sent nothing, as one sentence."""
    newer = _("Nothing was sent: a newer version of this document is under way.")
    message = Message.objects.select_related("order").filter(pk=message.pk).first()
    if message is None:  # one without content is made anew
        return newer
    order = message.order
    if order is not None and order.cancelled_at and not kind_of(message).for_cancelled:
        return _("Nothing was sent: the order is cancelled.")
    if message.superseded_at is not None or not is_newest(message):
        return newer
    if stop_reason(message):
        return _("Nothing was sent: the payer is not the orderer.")
    return _("Nothing was sent: the document is “%(state)s”.") % {
        "state": message.get_state_display()
    }


def is_newest(message):
    return Message.objects.newest().filter(pk=message.pk).exists()


def goes_as_change(rejected):
    """Does what follows a rejected version change it (appType 2)? What e-port rejected nobody
    has; a partner finds out by itself."""
    kind = kind_of(rejected)
    return kind.changeable and (not kind.own or not is_negative(rejected.status))


def rebuild_if_empty(message):
    """A document that could not even be built is built anew from the order as it stands."""
    message.refresh_from_db()
    if message.content:
        return message
    before = Message.objects.filter(
        kind=message.kind, business_key=message.business_key, version=message.version - 1
    ).first()
    orders = list(message.orders.all())
    message.delete()  # it never left the site, so nobody knows it
    change = bool(before) and goes_as_change(before)
    again = write_version(message, version=message.version, change=change)
    again.orders.set(orders)
    return again
