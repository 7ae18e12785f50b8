"""Trap 14: two clerks at once, a provider that does it silently, one that gives too much."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from orders.errors import OrderActionError
from orders.models import Refund
from orders.payments.attempts import start_payment
from orders.payments.refunds import execute_refund, execute_refunds, refundable, request_refund
from tests.lossy_proxy import lossy_proxy
from tests.orders.payment_steps import kinds, open_checkout, paid_order
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow("many threads at once, round after round")
def test_two_clerks_returning_the_whole_sum_at_once_return_it_once(fake_stripe):
    for _round in range(5):
        order, reference = paid_order(fake_stripe)
        outcomes = run_together(4, lambda i, order=order: request_refund(order, reason="cancelled"))
        kinds = sorted(type(outcome).__name__ for outcome in outcomes)
        assert kinds == ["OrderActionError"] * 3 + ["Refund"]
        execute_refunds()
        assert fake_stripe.refunds(reference) == [int(order.actual_paid * 100)]
        assert refundable(order) == 0


@pytest.mark.slow("many threads at once, round after round")
def test_parts_requested_at_once_never_pass_what_was_paid(fake_stripe):
    order, reference = paid_order(fake_stripe)
    part = Decimal("30.00")
    outcomes = run_together(6, lambda i: request_refund(order, amount=part, reason="return"))
    refunds = [outcome for outcome in outcomes if isinstance(outcome, Refund)]
    assert len(refunds) == int(order.actual_paid // part) == 3
    assert all(isinstance(outcome, Refund | OrderActionError) for outcome in outcomes)
    execute_refunds()
    assert fake_stripe.refunded(reference) == 9000


@pytest.mark.slow("many threads at once, round after round")
def test_four_workers_send_one_refund_once(fake_stripe):
    order, reference = paid_order(fake_stripe)
    refund = Refund.objects.create(
        order=order, attempt=order.payments.get().attempt, amount=Decimal("1.00"), reason="return"
    )
    assert sorted(run_together(4, lambda i: execute_refund(refund.pk))) == [
        False,
        False,
        False,
        True,
    ]
    assert fake_stripe.refunds(reference) == [100]


def test_refund_that_was_done_but_not_answered_is_sent_again_and_done_once(fake_stripe, settings):
    order, reference = paid_order(fake_stripe)
    settings.STRIPE_RETRIES = 1  # the SDK's own repetition loses its answer too
    with lossy_proxy(fake_stripe.base) as proxy:
        settings.STRIPE_API_BASE = proxy.base
        proxy.lose("/v1/refunds")
        refund = request_refund(order, reason="cancelled")
        refund.refresh_from_db()
        assert proxy.lost >= 1
        assert (refund.state, refund.reference) == (Refund.State.SENT, "")
        order.refresh_from_db()
        assert order.payment_state == "paid"
        refunds_at_provider = fake_stripe.refunds(reference)
        proxy.stop_losing()
        assert execute_refund(refund.pk, timezone.now() + timedelta(hours=1)) is True
    refund.refresh_from_db()
    order.refresh_from_db()
    assert (refund.state, order.payment_state) == (Refund.State.DONE, "refunded")
    assert refund.reference.startswith("re_")
    assert fake_stripe.refunds(reference) == refunds_at_provider
    assert kinds(order).count("refunded") == 1


def test_provider_that_would_give_more_than_it_took_is_never_requested_to(fake_stripe):
    order, reference = paid_order(fake_stripe)
    too_much = fake_stripe.http.post(
        "/v1/refunds", data={"payment_intent": reference, "amount": "1000000"}
    )
    assert too_much.status_code == 200  # the stand-in would: nothing of ours may rest on it
    with pytest.raises(OrderActionError):
        request_refund(order, amount=order.actual_paid + Decimal("0.01"), reason="return")
    request_refund(order, reason="return")
    execute_refunds()
    assert sum(refund.amount for refund in order.refunds.all()) == order.actual_paid


def test_every_repetition_carries_the_same_key(fake_stripe, settings):
    order, reference = paid_order(fake_stripe)
    settings.STRIPE_RETRIES = 0
    with lossy_proxy(fake_stripe.base) as proxy:
        settings.STRIPE_API_BASE = proxy.base
        proxy.lose("/v1/refunds", before=True)
        refund = request_refund(order, reason="cancelled")
        proxy.stop_losing()
        execute_refund(refund.pk, timezone.now() + timedelta(hours=1))
        assert proxy.keys == [("/v1/refunds", refund.number)] * 2
    assert fake_stripe.refunds(reference) == [int(order.actual_paid * 100)]


def test_every_attempt_has_a_key_of_order_number_and_attempt(fake_stripe, settings):
    with lossy_proxy(fake_stripe.base) as proxy:
        settings.STRIPE_API_BASE = proxy.base
        group, _ = open_checkout("100.00", "33.33")
        start_payment(group, fresh=True)
        first = min(group.orders.values_list("number", flat=True))
        assert [key for _path, key in proxy.keys] == [f"{first}-1", f"{first}-2"]
