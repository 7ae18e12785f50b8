"""How a checkout's payment stands, as a code and as a text, for the payment page."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from orders.models.order import PaymentState


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """`state`: due, paid, over (too late, or cancelled). `due`: yuan still to be paid."""

    state: str
    due: Decimal
    seconds: int
    declined: bool

    @property
    def is_due(self):
        return self.state == "due"


def payment_status(group, now=None):
    now = now or timezone.now()
    orders = list(group.orders.all())
    waiting = [
        order
        for order in orders
        if order.payment_state == PaymentState.AWAITING and order.cancelled_at is None
    ]
    seconds = int((group.pay_by - now).total_seconds())
    return PaymentStatus(
        state=_state(orders, waiting, seconds),
        due=sum((order.actual_paid for order in waiting), Decimal(0)),
        seconds=max(seconds, 0),
        declined=group.attempts.unsettled().exclude(last_error="").exists(),
    )


def _state(orders, waiting, seconds):
    if waiting and seconds > 0:
        return "due"
    paid = {PaymentState.PAID, PaymentState.PARTLY_REFUNDED, PaymentState.REFUNDED}
    return "paid" if any(order.payment_state in paid for order in orders) else "over"


def next_url(group):
    """Where the buyer goes once there is nothing left to pay."""
    orders = list(group.orders.order_by("pk"))
    if len(orders) == 1:
        return orders[0].get_absolute_url()
    return reverse("orders:pay_done", args=[orders[0].number])
