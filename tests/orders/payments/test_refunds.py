"""Money goes back exactly once, never more than came, whatever the provider would accept."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from orders.errors import OrderActionError
from orders.models import OrderEmail, Refund
from orders.payments.attempts import settle, start_payment
from orders.payments.refunds import execute_refund, execute_refunds, refundable, request_refund
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def paid_order(fake_stripe, price="100.00"):
    order = make_order(make_variant_for_sale(price=price))
    _, intent = start_payment(order.group)
    fake_stripe.pay(intent.reference)
    settle(intent.reference)
    order.refresh_from_db()
    order.intent = intent.reference
    return order


def test_whole_refund_moves_the_order_notifies_the_buyer_and_stands_in_the_timeline(fake_stripe):
    order = paid_order(fake_stripe)
    refund = request_refund(order, reason="cancelled")
    assert (refund.amount, refund.state) == (order.actual_paid, Refund.State.WAITING)
    assert execute_refunds() == 1
    refund.refresh_from_db()
    order.refresh_from_db()
    assert (refund.state, order.payment_state) == (Refund.State.DONE, "refunded")
    assert refund.reference.startswith("re_")
    assert fake_stripe.refunded(order.intent) == int(order.actual_paid * 100)
    assert [event.kind for event in order.events.all()] == ["paid", "refund_asked", "refunded"]
    assert OrderEmail.objects.filter(template="refunded").count() == 1


def test_refunds_in_parts_end_with_the_exact_remainder(fake_stripe):
    order = paid_order(fake_stripe, price="100.01")
    third = (order.actual_paid / 3).quantize(Decimal("0.01"))
    parts = [request_refund(order, amount=third, reason="return") for _ in range(2)]
    execute_refunds()
    order.refresh_from_db()
    assert order.payment_state == "partly_refunded"
    parts.append(request_refund(order, reason="return"))
    execute_refunds()
    order.refresh_from_db()
    assert order.payment_state == "refunded"
    assert sum(part.amount for part in parts) == order.actual_paid
    assert fake_stripe.refunded(order.intent) == int(order.actual_paid * 100)
    assert refundable(order) == 0


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "0.001", "109.11"])
def test_refund_is_above_zero_in_whole_fen_and_never_above_what_is_left(fake_stripe, amount):
    order = paid_order(fake_stripe)
    assert order.actual_paid == Decimal("109.10")
    with pytest.raises(OrderActionError):
        request_refund(order, amount=Decimal(amount), reason="return")
    assert Refund.objects.count() == 0


def test_refund_that_waits_counts_against_the_ceiling(fake_stripe):
    order = paid_order(fake_stripe)
    request_refund(order, amount=Decimal("100.00"), reason="return")
    with pytest.raises(OrderActionError, match=r"9\.10"):
        request_refund(order, amount=Decimal("9.11"), reason="return")


def test_unpaid_order_has_nothing_to_return(fake_stripe):
    with pytest.raises(OrderActionError):
        request_refund(make_order(), reason="cancelled")


def test_provider_out_of_reach_leaves_the_refund_for_later(fake_stripe, settings):
    order = paid_order(fake_stripe)
    refund = request_refund(order, reason="cancelled")
    there, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    settings.STRIPE_RETRIES = 0
    now = timezone.now()
    assert execute_refund(refund.pk, now) is True
    refund.refresh_from_db()
    assert (refund.state, refund.tries) == (Refund.State.SENT, 1)
    assert refund.last_error
    assert execute_refund(refund.pk, now + timedelta(seconds=1)) is False
    settings.STRIPE_API_BASE = there
    assert execute_refund(refund.pk, now + timedelta(minutes=1)) is True
    refund.refresh_from_db()
    assert refund.state == Refund.State.DONE
    assert fake_stripe.refunds(order.intent) == [int(order.actual_paid * 100)]


def test_refund_the_provider_rejects_needs_a_person(fake_stripe):
    order = paid_order(fake_stripe)
    refund = request_refund(order, reason="cancelled")
    fake_stripe.http.delete("/_config/data")
    execute_refunds()
    refund.refresh_from_db()
    order.refresh_from_db()
    assert refund.state == Refund.State.FAILED
    assert list(Refund.objects.needing_a_person()) == [refund]
    assert order.payment_state == "paid"
    assert refundable(order) == 0
