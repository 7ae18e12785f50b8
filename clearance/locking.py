"""Who holds what while it is changed."""

from functools import wraps

from django.db import IntegrityError, connection, transaction

from catalog.models import Zone
from orders.models import Order, OrderGroup


def locked_order(order_id, *, may_end=False):
    """Locks are taken in one sequence everywhere: order, message, yearly limit, ledger. None for a
    document that belongs to several orders.

    may_end: the order may be cancelled by what follows, which locks its checkout; payment and
    cancellation take that first, so it comes first here too. Its key stays free (`no_key`): who
    changes an order twice has PostgreSQL look the checkout up, while it holds the order."""
    # another sequence deadlocks with payment, which locks the checkout first
    if order_id and may_end:
        OrderGroup.objects.select_for_update(of=("self",), no_key=True).get(orders=order_id)
    return order_id and (
        Order.objects.select_for_update(of=("self",))
        .select_related("group", "buyer")
        .get(pk=order_id)
    )


def locked_orders(order_ids):
    """Several orders by their pk, locked in that sequence, so that two who want the same ones queue
    up; none of them may end by what follows."""
    orders = Order.objects.select_for_update(of=("self",)).filter(pk__in=order_ids).order_by("pk")
    return {order.pk: order for order in orders.select_related("group__user", "buyer")}


def unclaimed(rows):
    """Those that no other worker has locked, locked until the transaction ends; SQLite has one
    writer, so there is nobody else."""
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(of=("self",), skip_locked=True)
    return rows


def locked_zone(zone_id):
    """The zone with its parties, None where there is none: one writer at a time, while orders and
    documents may point at the row (`no_key`)."""
    zones = Zone.objects.select_for_update(of=("self",), no_key=True)
    return zones.prefetch_related("parties__enterprise").filter(pk=zone_id).first()


def once(action):
    """Runs the action in one transaction; False where another worker was faster with the same
    row."""

    @wraps(action)
    def attempt(*args, **kwargs):
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except IntegrityError:
            return False

    return attempt
