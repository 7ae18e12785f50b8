"""Trap 5: the browser's return and the provider's webhook arrive together, many times over."""

import pytest

from orders.models import OrderEmail, Payment, StockReservation
from orders.payments.attempts import settle
from orders.payments.booking import PaymentOutcome
from orders.signals import order_paid
from tests.orders.payment_steps import kinds, open_checkout, post_webhook, states, webhook_body
from tests.threads import run_together

THREADS, ROUNDS = 10, 10


@pytest.fixture
def paid_orders():
    order_ids = []

    def record(order_id, **kwargs):
        order_ids.append(order_id)

    order_paid.connect(record)
    yield order_ids
    order_paid.disconnect(record)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow("a hundred rounds of one race")
def test_a_hundred_returns_and_webhooks_at_once_pay_once(fake_stripe, paid_orders):
    for _round in range(ROUNDS):
        group, reference = open_checkout("100.00", "33.33")
        fake_stripe.pay(reference)
        paid_orders.clear()

        def arrive(i, reference=reference):
            return settle(reference) if i % 2 else post_webhook(webhook_body(reference)).status_code

        outcomes = run_together(THREADS, arrive)
        assert {outcome for outcome in outcomes if isinstance(outcome, Exception)} == set()
        assert set(outcomes) <= {200, PaymentOutcome.PAID, PaymentOutcome.ALREADY}
        assert states(group) == ["paid", "paid"]
        assert Payment.objects.filter(order__group=group).count() == 2
        assert OrderEmail.objects.filter(key__startswith=f"group {group.pk}:paid").count() == 1
        assert [kinds(order).count("paid") for order in group.orders.all()] == [1, 1]
        assert sorted(paid_orders) == sorted(group.orders.values_list("pk", flat=True))
        reservations = StockReservation.objects.filter(line__order__group=group)
        assert [row.state for row in reservations] == ["reserved", "reserved"]
