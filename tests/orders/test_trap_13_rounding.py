"""Trap 13: parts add up to the fen: shares of a payment, and refunds in any sequence."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.errors import OrderActionError
from orders.models import Order, PaymentAttempt
from orders.payments.base import Intent, IntentStatus, from_fen, to_fen
from orders.payments.booking import book_payment
from orders.payments.refunds import confirm_refund, refundable, request_refund
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_group, make_order
from tests.orders.payment_steps import states
from tests.sampling import examples

pytestmark = pytest.mark.django_db
fen = st.integers(min_value=1, max_value=500_000)
few = settings(
    max_examples=examples(50, everyday=12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def paid_checkout(amounts):
    """A checkout whose orders cost exactly `amounts` fen, paid by one intent of their sum."""
    group = make_group()
    variant = make_variant_for_sale(price="1.00", stock=1000)
    for amount in amounts:
        order = make_order(variant, group=group, reserved=False)
        Order.objects.filter(pk=order.pk).update(actual_paid=from_fen(amount))
    orders = list(group.orders.all())
    attempt = PaymentAttempt.objects.create(
        group=group,
        number=1,
        provider="stripe",
        reference=f"pi_{group.pk}",
        amount=from_fen(sum(amounts)),
        shares={order.number: str(order.actual_paid) for order in orders},
        state=PaymentAttempt.State.OPEN,
    )
    intent = Intent(
        attempt.reference, IntentStatus.SUCCEEDED, attempt.amount, "CNY", str(group.pk), 1
    )
    book_payment(attempt, intent)
    return group, attempt


@few
@given(amounts=st.lists(fen, min_size=1, max_size=4))
def test_shares_of_a_payment_are_the_orders_and_their_sum_is_the_payment(amounts):
    group, attempt = paid_checkout(amounts)
    shares = [payment.amount for payment in attempt.payments.order_by("order_id")]
    assert shares == [order.actual_paid for order in group.orders.order_by("pk")]
    assert sum(shares) == attempt.amount
    assert attempt.refunds.count() == 0
    assert set(states(group)) == {"paid"}


@few
@given(paid=fen, parts=st.lists(fen, max_size=6))
def test_any_sequence_of_refunds_ends_at_exactly_what_was_paid(paid, parts):
    group, _ = paid_checkout([paid])
    order = group.orders.get()
    for part in parts:
        left = refundable(order)
        try:
            confirm_refund(request_refund(order, amount=from_fen(part), reason="return"))
        except OrderActionError:
            assert from_fen(part) > left
        else:
            assert refundable(order) == left - from_fen(part)
    if refundable(order):
        confirm_refund(request_refund(order, reason="return"))
    order.refresh_from_db()
    assert sum(refund.amount for refund in order.refunds.all()) == order.actual_paid
    assert order.payment_state == "refunded"


@given(st.integers(min_value=0, max_value=10**14))
def test_fen_and_yuan_are_the_same_money(amount):
    assert to_fen(from_fen(amount)) == amount
    assert from_fen(amount) * 100 == amount


def test_part_of_a_fen_never_reaches_a_provider():
    with pytest.raises(ValueError, match="whole number of fen"):
        to_fen(Decimal("1.005"))
