"""Unpaid orders whose time is over give back their goods and their share of the year."""

import logging

from django.db import transaction
from django.utils import timezone

from orders.emails.buyers import write_email
from orders.models import Order, OrderGroup
from orders.models.order import PaymentState
from orders.payments.attempts import close_attempts
from orders.reservations import free_reserved
from orders.signals import order_cancelled, send_on_commit
from orders.timeline.events import record_event

log = logging.getLogger(__name__)
BATCH_SIZE = 200


def expire_overdue(now=None):
    """Close every checkout that was not paid in time; the number of orders that ended.

    The provider's side is closed first, so that nobody pays for goods that are being given back;
    money that comes all the same has its own rule (trap 9). One bad checkout does not
    keep the others. Harmless when run twice or by two workers."""
    now = now or timezone.now()
    overdue = Order.objects.overdue(now).values_list("group", flat=True).distinct()
    ended = 0
    for pk in list(overdue.order_by("group")[:BATCH_SIZE]):
        group = OrderGroup.objects.get(pk=pk)
        try:
            # outside the transaction: it calls the provider
            close_attempts(group)
            ended += _expire(group, now)
        # anything at all: the goods of the others must come free
        except Exception:
            log.exception("checkout %s was not expired", pk)
    return ended


@transaction.atomic
def _expire(group, now):
    group = OrderGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    ended = []
    for order in group.orders.overdue(now).select_for_update(of=["self"]).order_by("pk"):
        rows = Order.objects.filter(pk=order.pk, payment_state=PaymentState.AWAITING)
        if rows.update(payment_state=PaymentState.FAILED):
            ended.append(order)
    for order in ended:
        free_reserved(order, reason="expired")
    if ended:
        write_email(group, "expired")
    for order in ended:
        send_on_commit(order_cancelled, order)
        record_event(order, "expired")
    return len(ended)
