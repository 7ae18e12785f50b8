"""Payments and refunds agree: what came, what it paid, what went back."""

from django.db.models import Sum

from orders.models import Order, Payment, PaymentAttempt, Refund
from orders.models.order import PaymentState


def check() -> list[str]:
    """A sentence for each difference; none when they agree."""
    return [*_orders(), *_ceilings(), *_attempts()]


def _orders():
    """An order's payment state says what its rows add up to."""
    came = _sum(Payment.objects.all(), "order")
    back = _sum(Refund.objects.filter(state=Refund.State.DONE), "order")
    orders = Order.objects.values_list("pk", "number", "payment_state", "actual_paid")
    for pk, number, state, due in orders.iterator():
        if not _fits(state, due, came.get(pk, 0), back.get(pk, 0)):
            sums = f"{due} due, {came.get(pk, 0)} came, {back.get(pk, 0)} went back"
            yield f"order {number} is {state}: {sums}"


def _fits(state, due, came, back):
    if state in (PaymentState.AWAITING, PaymentState.FAILED):
        return came == back == 0
    # neither part payment nor overpayment stands on an order: surplus goes back by itself
    if came != due:
        return False
    if state == PaymentState.PAID:
        return back == 0
    return back == came if state == PaymentState.REFUNDED else 0 < back < came


def _ceilings():
    """No order and no attempt gives back more than it took."""
    came = _sum(Payment.objects.all(), "order")
    requested = _sum(Refund.objects.exclude(order=None), "order")
    for order, amount in requested.items():
        if amount > came.get(order, 0):
            yield f"order {order}: {amount} to be refunded, {came.get(order, 0)} came"


def _attempts():
    """All money of a succeeded attempt pays an order or is refunded."""
    used = _sum(Payment.objects.all(), "attempt")
    surplus = _sum(Refund.objects.filter(order=None), "attempt")
    done = PaymentAttempt.objects.filter(state=PaymentAttempt.State.SUCCEEDED)
    for pk, reference, amount in done.values_list("pk", "reference", "amount").iterator():
        if used.get(pk, 0) + surplus.get(pk, 0) != amount:
            sums = f"{used.get(pk, 0)} used, {surplus.get(pk, 0)} back"
            yield f"payment {reference}: {amount} came, {sums}"


def _sum(rows, by):
    return dict(rows.order_by().values_list(by).annotate(sum=Sum("amount")))
