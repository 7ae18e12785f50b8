"""Who holds what while it is changed."""

from orders.models import Order, OrderGroup


def locked_order(order_id, *, may_end=False):
    """Locks are taken in one sequence everywhere: order, message, yearly limit, ledger. None for a
    document that belongs to several orders.

    may_end: the order may be cancelled by what follows, which locks its checkout; payment and
    cancellation take that first, so it comes first here too."""
    if order_id and may_end:
        OrderGroup.objects.select_for_update(of=("self",)).get(orders=order_id)
    return order_id and (
        Order.objects.select_for_update(of=("self",))
        .select_related("group", "buyer")
        .get(pk=order_id)
    )
