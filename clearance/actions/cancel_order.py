"""A clerk cancels the order: what customs has rejected, or will never hear of, ends with the money
back."""

from django.db import transaction
from django.db.models import Q

from clearance.documents.kinds import LISTS
from clearance.locking import locked_order
from clearance.models import Message
from orders.actions.cancel import cancel

State = Message.State
# a list that customs has, or may have: money must not go back before its answer
WITH_CUSTOMS = Q(kind__in=LISTS) & ~Q(state__in=[State.STUCK, State.REJECTED])


def may_cancel_order(message):
    """A stuck or rejected document whose order has no list on its way, or with customs."""
    if message.state not in (State.STUCK, State.REJECTED) or message.superseded_at:
        return False
    if message.order is None or message.order.cancelled_at:
        return False
    return not Message.objects.filter(WITH_CUSTOMS, order=message.order_id).exists()


@transaction.atomic
def cancel_order(message, *, actor, reason):
    """Cancel the order with a full refund; none of its documents goes out any more.

    Raises OrderActionError where customs has a list of it, or the order is over. The order's lock
    keeps a list from being written, and a document from being sent again, meanwhile."""
    order = locked_order(message.order_id, may_end=True)
    return cancel(order, actor=actor, reason=reason, undeclared=may_cancel_order(message))
