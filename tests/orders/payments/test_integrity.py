"""Checks of payments: silent when they agree, one sentence for each difference."""

from decimal import Decimal

import pytest

from orders.models import Order, Payment, PaymentAttempt, Refund
from orders.payments.integrity import check
from orders.payments.refunds import execute_refunds, request_refund
from tests.orders.factories import make_order
from tests.orders.payment_steps import paid_order

pytestmark = pytest.mark.django_db


def test_payments_of_paid_and_refunded_orders_agree(fake_stripe):
    make_order()
    paid_order(fake_stripe)
    partly, _ = paid_order(fake_stripe)
    request_refund(partly, amount=Decimal("1.00"), reason="return")
    wholly, _ = paid_order(fake_stripe)
    request_refund(wholly, reason="return")
    execute_refunds()
    assert check() == []


def paid_rows():
    order = make_order()
    amount = order.actual_paid
    attempt = PaymentAttempt.objects.create(
        group=order.group, number=1, provider="stripe", reference="pi_1", amount=amount,
        state="succeeded",
    )  # fmt: skip
    Payment.objects.create(
        order=order, attempt=attempt, amount=amount, transaction="ch_1", payer_name="林若溪",
        paid_at=order.placed_at,
    )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(payment_state="paid")
    return order, attempt


def test_paid_order_without_its_money_is_named():
    order, _ = paid_rows()
    Payment.objects.all().delete()
    assert len(check()) == 2
    assert order.number in check()[0]


def test_refund_beyond_what_came_is_named():
    order, attempt = paid_rows()
    Refund.objects.create(order=order, attempt=attempt, amount=Decimal("500.00"), reason="x")
    assert len(check()) == 1


def test_money_that_pays_nothing_and_does_not_go_back_is_named():
    _, attempt = paid_rows()
    PaymentAttempt.objects.filter(pk=attempt.pk).update(amount=attempt.amount + 1)
    assert len(check()) == 1
    assert "pi_1" in check()[0]
