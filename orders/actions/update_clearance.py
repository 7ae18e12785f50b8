"""How clearance moves an order. Customs' side decides; here order and yearly limit follow."""

from django.db import transaction
from django.utils import timezone

from orders.emails.buyers import write_email, write_emails
from orders.emails.exhibitors import write_customs_email
from orders.limits import quota
from orders.models import Order
from orders.models.order import ClearanceState
from orders.signals import order_released, send_on_commit
from orders.timeline.events import record_event, record_events

# what the buyer gets an e-mail about; the steps between would only be noise
EMAILED_STATES = {ClearanceState.SENT, ClearanceState.RELEASED, ClearanceState.REJECTED}

KINDS = {ClearanceState.CANCELLED: "clearance_cancelled"}  # the order may live on


@transaction.atomic
def set_clearance_state(
    order, new, *, allowed_from, at=None, actor=None, silent=False, **event_data
):
    """Move an order's clearance to `new` if it stands in one of `allowed_from`; True if it moved.

    silent: the caller records the event itself (`record_customs_event`).
    at: when customs says it happened; event_data: JSON facts for the timeline's text, such as
    code, reason, list_number. Release uses the buyer's year, rejection and cancellation free it
    (R-LIM-8). Late and repeated receipts simply find no row (R-DOC-5)."""
    at = at or timezone.now()
    changes = {"clearance_state": new}
    if new == ClearanceState.RELEASED:
        changes["released_at"] = at
    # one guarded UPDATE: of two receipts read at once one finds no row (trap 7)
    moved = Order.objects.filter(pk=order.pk, clearance_state__in=list(allowed_from))
    if not moved.update(**changes):
        return False
    for field, value in changes.items():
        setattr(order, field, value)
    if new == ClearanceState.RELEASED:
        quota.commit(order)
        send_on_commit(order_released, order)
    elif new in (ClearanceState.REJECTED, ClearanceState.CANCELLED):
        quota.free_reserved(order)
    if new in EMAILED_STATES:
        write_email(order, str(new), again=_again(new, at), **_email_facts(event_data))
    if not silent:
        record_event(order, KINDS.get(new, str(new)), actor, at=at, **event_data)
    return True


@transaction.atomic
def advance_clearance(orders, new, *, allowed_from):
    """`set_clearance_state` for several orders that the caller holds and has read since; those that
    moved.

    new: a step before customs has said anything (prepared, sent), which touches no yearly limit."""
    moved = [order for order in orders if order.clearance_state in allowed_from]
    if not moved:
        return []
    Order.objects.filter(pk__in=[order.pk for order in moved]).update(clearance_state=new)
    for order in moved:
        order.clearance_state = new
    if new in EMAILED_STATES:
        write_emails(moved, str(new))
    record_events(moved, str(new))
    return moved


@transaction.atomic
def record_customs_event(order, kind, *, at, code, emailed=False, **event_data):
    """Record what customs says of the list under customs' own time: once, however late it comes,
    so that the timeline reads the same (R-DOC-5). True if new.

    The caller has locked the order. emailed: buyer and seller get an e-mail about it."""
    if order.events.filter(kind=kind, at=at, data__code=code).exists():
        return False
    if emailed:
        write_email(order, kind, again=at.isoformat(), code=code, **_email_facts(event_data))
        write_customs_email(order, kind, at)
    record_event(order, kind, at=at, code=code, **event_data)
    return True


def _again(state, at):
    """A rejection may come twice, after a correction; every other state is e-mailed once."""
    return at.isoformat() if state == ClearanceState.REJECTED else ""


def _email_facts(event_data):
    return {key: event_data[key] for key in ("code", "reason", "list_number") if key in event_data}
