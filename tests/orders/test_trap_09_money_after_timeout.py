"""Trap 9: the order runs out of time at T, the money succeeds at T + 1 second."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import override_settings

from catalog.models import StockRecord
from orders.actions.cancel import cancel
from orders.actions.expire import expire_overdue
from orders.models import GatewayEvent, OrderEmail, OrderGroup, PaymentAttempt, QuotaYear, Refund
from orders.payments.attempts import settle, start_payment
from orders.payments.booking import PaymentOutcome
from orders.payments.polling import poll_payments
from orders.payments.refunds import execute_refunds
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_buyer, make_order, valid_identity
from tests.orders.payment_steps import kinds, lapse, open_checkout, states

pytestmark = pytest.mark.django_db(transaction=True)


def late_money(fake_stripe, group, reference, *, meanwhile=lambda: None):
    """The deadline passes at T; a second later the provider has the money."""
    with time_machine.travel(group.pay_by, tick=False) as clock:
        lapse(group)
        meanwhile()
        clock.shift(timedelta(seconds=1))
        fake_stripe.pay(reference)
        return settle(reference)


def test_stock_still_free_revives_the_order(fake_stripe):
    group, reference = open_checkout("100.00", "33.33", stock=1)
    assert late_money(fake_stripe, group, reference) == PaymentOutcome.PAID
    assert states(group) == ["paid", "paid"]
    order = group.orders.first()
    record = StockRecord.objects.get(variant=order.lines.get().variant)
    assert (record.on_hand, record.reserved) == (1, 1)
    assert QuotaYear.objects.get().used == Decimal("133.33")
    assert kinds(order) == ["expired", "revived", "paid"]
    assert Refund.objects.count() == 0


def test_stock_gone_returns_the_money_and_notifies_the_buyer_and_a_clerk(fake_stripe):
    group, reference = open_checkout(stock=1)
    variant = group.orders.get().lines.get().variant
    other = make_buyer(number=valid_identity("11010518800202002"))
    outcome = late_money(
        fake_stripe, group, reference, meanwhile=lambda: make_order(variant, buyer=other)
    )
    assert outcome == PaymentOutcome.RETURNED
    assert states(group) == ["failed"]
    execute_refunds()
    assert fake_stripe.refunds(reference) == [int(group.total * 100)]
    refund = Refund.objects.get()
    assert (refund.state, refund.reason) == (Refund.State.DONE, "late")
    assert OrderEmail.objects.get(template="money_returned").data["reason"] == "late"
    assert GatewayEvent.objects.needing_a_person().get().kind == "money_late"
    assert kinds(group.orders.get()) == ["expired", "money_returned"]
    assert [settle(reference), execute_refunds()] == [PaymentOutcome.ALREADY, 0]


def test_yearly_limit_gone_returns_the_money(fake_stripe):
    group, reference = open_checkout("5000.00")
    buyer = group.orders.get().buyer

    def fill_the_year():
        for price in ["5000.00"] * 5:
            make_order(make_variant_for_sale(price=price), buyer=buyer)

    assert (
        late_money(fake_stripe, group, reference, meanwhile=fill_the_year)
        == PaymentOutcome.RETURNED
    )
    execute_refunds()
    assert fake_stripe.refunded(reference) == int(group.total * 100)
    assert QuotaYear.objects.get().used == Decimal("25000.00")


def test_checkout_is_revived_whole_or_not_at_all(fake_stripe):
    group, reference = open_checkout("100.00", "33.33", stock=1)
    first, second = group.orders.order_by("pk")
    other = make_buyer(number=valid_identity("11010518800202002"))
    outcome = late_money(
        fake_stripe,
        group,
        reference,
        meanwhile=lambda: make_order(second.lines.get().variant, buyer=other),
    )
    assert outcome == PaymentOutcome.RETURNED
    assert Refund.objects.get().amount == group.total
    record = StockRecord.objects.get(variant=first.lines.get().variant)
    assert record.reserved == 0


def test_cancelled_order_is_never_revived(fake_stripe):
    group, reference = open_checkout()
    with override_settings(STRIPE_API_BASE="http://127.0.0.1:9", STRIPE_RETRIES=0):
        cancel(group.orders.get(), reason="changed my mind")
    fake_stripe.pay(reference)
    assert settle(reference) == PaymentOutcome.RETURNED
    assert states(group) == ["failed"]
    assert Refund.objects.get().reason == "cancelled"


def test_deadline_closes_the_provider_s_side_first(fake_stripe):
    unpaid, dead = open_checkout()
    paid, live = open_checkout()
    fake_stripe.pay(live)  # at the last moment, and without a notification
    assert expire_overdue(max(unpaid.pay_by, paid.pay_by) + timedelta(seconds=1)) == 1
    assert (states(unpaid), states(paid)) == (["failed"], ["paid"])
    assert fake_stripe.pay(dead).status_code == 400


def test_poll_closes_what_ran_out_and_takes_what_came_in_time(fake_stripe):
    unpaid, dead = open_checkout()
    paid, live = open_checkout()
    fake_stripe.pay(live)
    OrderGroup.objects.update(pay_by=unpaid.placed_at)
    PaymentAttempt.objects.update(created_at=unpaid.placed_at - timedelta(hours=1))
    assert poll_payments() == 2
    assert fake_stripe.status(dead) == "canceled"
    assert (states(unpaid), states(paid)) == (["awaiting"], ["paid"])
    assert poll_payments() == 0


def test_second_attempt_can_not_be_started_after_the_deadline(fake_stripe):
    from orders.errors import OrderActionError

    group, _ = open_checkout()
    with time_machine.travel(group.pay_by), pytest.raises(OrderActionError):
        start_payment(group, fresh=True)
