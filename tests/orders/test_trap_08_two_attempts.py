"""Trap 8: two windows, two attempts at the provider. One pays the order, the other never costs."""

import pytest

from orders.models import GatewayEvent, OrderEmail, Payment, PaymentAttempt, Refund
from orders.payments.attempts import settle, start_payment
from orders.payments.booking import PaymentOutcome
from orders.payments.refunds import execute_refunds
from tests.orders.payment_steps import kinds, open_checkout, post_webhook, states, webhook_body
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
State = PaymentAttempt.State


@pytest.fixture
def windows(fake_stripe):
    """A checkout open in two windows: its group, and the provider's numbers of A and B."""
    group, first = open_checkout("100.00", "33.33")
    _, second = start_payment(group, fresh=True)
    return group, first, second.reference


def test_paying_in_one_window_closes_the_other(fake_stripe, windows):
    group, a, b = windows
    fake_stripe.pay(a)
    post_webhook(webhook_body(a))
    assert states(group) == ["paid", "paid"]
    assert fake_stripe.status(b) == "canceled"
    assert [attempt.state for attempt in group.attempts.order_by("number")] == [
        State.SUCCEEDED,
        State.CLOSED,
    ]
    assert fake_stripe.pay(b).status_code == 400


def test_paying_in_both_windows_returns_the_second_once_and_the_order_stays_paid(
    fake_stripe, windows
):
    group, a, b = windows
    fake_stripe.pay(a)
    fake_stripe.pay(b)
    post_webhook(webhook_body(a))
    for _ in range(3):
        post_webhook(webhook_body(b))
        settle(b)
        execute_refunds()
    assert states(group) == ["paid", "paid"]
    assert (fake_stripe.refunded(a), fake_stripe.refunds(b)) == (0, [int(group.total * 100)])
    assert Payment.objects.filter(order__group=group).count() == 2
    refund = Refund.objects.get()
    assert (refund.reason, refund.state, refund.order) == ("twice", Refund.State.DONE, None)
    assert OrderEmail.objects.filter(template="money_returned").count() == 1
    assert GatewayEvent.objects.needing_a_person().get().kind == "money_twice"
    assert kinds(group.orders.first()) == ["paid", "money_returned"]


@pytest.mark.slow("many threads at once, round after round")
def test_both_windows_paid_and_notified_at_once(fake_stripe):
    for _round in range(5):
        group, a = open_checkout()
        _, second = start_payment(group, fresh=True)
        b = second.reference
        fake_stripe.pay(a)
        fake_stripe.pay(b)
        outcomes = run_together(8, lambda i, a=a, b=b: settle((a, b)[i % 2]))
        assert sorted(outcomes) == sorted(
            [PaymentOutcome.PAID, PaymentOutcome.RETURNED] + [PaymentOutcome.ALREADY] * 6
        )
        execute_refunds()
        assert states(group) == ["paid"]
        assert sorted([fake_stripe.refunded(a), fake_stripe.refunded(b)]) == [
            0,
            int(group.total * 100),
        ]


@pytest.mark.slow("many threads at once, round after round")
def test_two_windows_opened_at_once_share_one_attempt(fake_stripe):
    group, _ = open_checkout()
    group.attempts.all().delete()
    outcomes = run_together(6, lambda i: start_payment(group)[1].reference)
    assert len(set(outcomes)) == 1
    assert group.attempts.count() == 1
