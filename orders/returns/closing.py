"""Customs has taken the import back, and the parcel never came: the return ends without it.

Nothing is booked, for nothing is here. Should the parcel come after all it is taken in as any other
(`arrival.py`), and the deadlines say what of it comes back."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from core.background.batch import process_each
from orders.errors import OrderActionError
from orders.models import Return
from orders.returns.rules import expected_until, why_not_close
from orders.returns.transitions import locked_return, move_state, notify

State = Return.State


@transaction.atomic
def close(goods_return, *, actor):
    """The exhibitor, or a clerk, waits no longer. True if this call closed it.

    Raises OrderActionError while the parcel may still come in time."""
    goods_return = locked_return(goods_return)
    if goods_return.state == State.CLOSED:
        return False
    if why_not := why_not_close(goods_return):
        raise OrderActionError(why_not)
    return _close(goods_return, actor)


def close_lost(limit=200):
    """The periodic task: returns that nobody has closed RETURN_CLOSE_DAYS after their parcel was
    due."""
    term = timedelta(days=settings.RETURN_PARCEL_DAYS + settings.RETURN_CLOSE_DAYS)
    waiting = Return.objects.without_parcel().filter(requested_at__lt=timezone.now() - term)
    waiting = waiting.select_related("order").order_by("order__released_at", "pk")
    return process_each(_close_if_lost, list(waiting[:limit]))


@transaction.atomic
def _close_if_lost(goods_return):
    goods_return = locked_return(goods_return)
    term = timedelta(days=settings.RETURN_CLOSE_DAYS)
    # read again under the lock: the query above is only a rough sieve
    if timezone.localdate() <= expected_until(goods_return) + term:
        return False
    return _close(goods_return, None)


def _close(goods_return, actor):
    rows = Return.objects.without_parcel().filter(pk=goods_return.pk)
    if not rows.exists() or not move_state(goods_return, State.CLOSED, [State.ACCEPTED]):
        return False
    until = expected_until(goods_return).isoformat()
    notify(goods_return, "return_closed", actor, until=until)
    return True
