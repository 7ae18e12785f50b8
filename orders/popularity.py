"""How often each good was bought, for ranking: counted anew from paid orders by a periodic task, so
that a refund, a crash or a repeated signal can't make the figure drift."""

from django.db import transaction
from django.db.models import Sum

from catalog.models import Product
from catalog.signals import notify_goods_changed
from orders.models import Order, OrderLine


@transaction.atomic
def count_sales():
    """Write the pieces paid for onto each product whose figure has changed; how many did."""
    paid = Order.objects.paid().filter(cancelled_at=None)
    counted = dict(
        OrderLine.objects.filter(order__in=paid)
        .exclude(variant=None)
        .order_by()
        .values_list("variant__product")
        .annotate(pieces=Sum("quantity"))
    )
    known = dict(Product.objects.exclude(sales=0).values_list("pk", "sales"))
    changed = {
        pk: counted.get(pk, 0)
        for pk in counted.keys() | known.keys()
        if counted.get(pk, 0) != known.get(pk, 0)
    }
    for pk in sorted(changed):
        Product.objects.filter(pk=pk).update(sales=changed[pk])
    if changed:
        notify_goods_changed(changed)
    return len(changed)
