"""The application to customs to take an import back (CEB625), and answers."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from catalog.tax.limit_table import rules_on
from core.background.batch import process_each
from orders.limits import quota
from orders.models import Return
from orders.returns.bookings import settle
from orders.returns.rules import days_left
from orders.returns.transitions import locked_return, move_state, notify
from orders.signals import return_to_apply, send_on_commit
from orders.timeline.events import record_event

State = Return.State
APPLY_WITH = 2  # days left when customs is informed, though the goods are not here yet
EARLIEST_DEADLINE = 20  # days after release before which no deadline can be running out


def apply_in_time(limit=200):
    """The periodic task: returns whose parcel is still to come while the days to apply run out,
    the nearest end first. Those whose days are over wait for a clerk and hold up no other."""
    now, days = timezone.now(), rules_on(timezone.localdate()).return_apply_days
    running = (now - timedelta(days=days + 1), now - timedelta(days=EARLIEST_DEADLINE))
    requested = Return.objects.filter(state=State.REQUESTED, order__released_at__range=running)
    requested = requested.select_related("order").order_by("order__released_at", "pk")[:limit]
    return process_each(_apply_if_urgent, list(requested))


def _apply_if_urgent(goods_return):
    left = days_left(goods_return)
    return (
        left is not None and 0 <= left <= APPLY_WITH and apply_to_customs(goods_return, actor=None)
    )


@transaction.atomic
def apply_to_customs(goods_return, *, actor):
    """Have customs informed before the goods are here: the 30 days run from the release. True if
    this call applied for it."""
    return apply(locked_return(goods_return), actor)


def apply(goods_return, actor):
    if not move_state(goods_return, State.APPLYING, [State.REQUESTED, State.RECEIVED]):
        return False
    record_event(goods_return.order, "return_applied", actor, number=goods_return.number)
    send_on_commit(return_to_apply, goods_return.order)
    return True


@transaction.atomic
def customs_accepts(goods_return, *, applied_on, at):
    """Customs has taken the return back (CEB626). True if this call heard it first."""
    goods_return = locked_return(goods_return)
    open_states = [State.REQUESTED, State.RECEIVED, State.APPLYING, State.REJECTED]
    if not move_state(goods_return, State.ACCEPTED, open_states, applied_on=applied_on, answer=""):
        return False
    quota.lock_year(goods_return.order)
    record_event(goods_return.order, "return_accepted", at=at, number=goods_return.number)
    settle(goods_return, None)
    return True


@transaction.atomic
def customs_rejects(goods_return, *, reason, at):
    """Customs does not take it, for now: a clerk puts the application right."""
    goods_return = locked_return(goods_return)
    if not move_state(goods_return, State.REJECTED, [State.APPLYING], answer=reason[:200]):
        return False
    notify(goods_return, "return_rejected", None, at=at, reason=reason[:200])
    return True


@transaction.atomic
def mark_applied_again(goods_return):
    """A clerk has sent the application once more."""
    return move_state(locked_return(goods_return), State.APPLYING, [State.REJECTED])
