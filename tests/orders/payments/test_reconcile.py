"""The provider's list beside our payments: one missed is booked, differences go to a clerk."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from orders.models import GatewayEvent, Refund
from orders.payments.clerk_actions import settle_refund
from orders.payments.reconciliation import reconcile_payments
from orders.payments.refunds import execute_refunds, request_refund
from tests.orders.payment_steps import open_checkout, paid_order, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def clean_list(fake_stripe):
    """Nothing of other tests on the provider's list."""
    fake_stripe.http.delete("/_config/data")
    return fake_stripe


def reconcile():
    now = timezone.now()
    return reconcile_payments(now - timedelta(hours=1), now + timedelta(seconds=5))


def test_balances_that_agree(clean_list):
    order, _ = paid_order(clean_list)
    paid_order(clean_list)
    request_refund(order, amount=Decimal("1.00"), reason="return")
    execute_refunds()
    result = reconcile()
    assert (result.agreed, result.recovered, result.differences) == (3, [], [])
    assert (result.came, result.went) == (2 * order.actual_paid, Decimal("1.00"))


def test_payment_without_a_notification_is_booked(clean_list):
    group, reference = open_checkout()
    clean_list.pay(reference)
    assert reconcile().recovered == [reference]
    assert states(group) == ["paid"]


def test_money_and_refunds_that_are_not_ours_go_to_a_clerk_once(clean_list):
    made = clean_list.http.post("/v1/payment_intents", data={"amount": 500, "currency": "cny"})
    unmatched = made.json()["id"]
    clean_list.pay(unmatched)
    _, reference = paid_order(clean_list)
    clean_list.http.post("/v1/refunds", data={"payment_intent": reference, "amount": 100})
    for _ in range(2):
        assert len(reconcile().differences) == 2
    flags = GatewayEvent.objects.needing_a_person().values_list("kind", "reference")
    assert sorted(flags) == [("unknown_money", unmatched), ("unknown_refund", reference)]


def test_payment_that_the_provider_does_not_list_goes_to_a_clerk(clean_list):
    _, reference = paid_order(clean_list)
    clean_list.http.delete("/_config/data")
    reconcile()
    flag = GatewayEvent.objects.needing_a_person().get()
    assert (flag.kind, flag.reference) == ("money_not_listed", reference)


def test_payments_of_an_hour_ago_and_later_are_left_alone(clean_list, capsys):
    paid_order(clean_list)
    call_command("reconcile_payments")
    assert capsys.readouterr().out.startswith("0 agree, 0 found now, 0 differ")


def test_refund_that_the_provider_does_not_list_goes_to_a_clerk_once(clean_list):
    order, reference = paid_order(clean_list)
    refund = request_refund(order, amount=Decimal("1.00"), reason="return")
    execute_refunds()
    clean_list.http.delete("/_config/data")
    for _ in range(2):
        reconcile()
    flags = GatewayEvent.objects.needing_a_person().values_list("kind", "reference")
    assert sorted(flags) == [("money_not_listed", reference), ("refund_not_listed", refund.number)]


def test_refund_settled_by_hand_is_on_no_list(clean_list):
    order, _ = paid_order(clean_list)
    refund = request_refund(order, amount=Decimal("1.00"), reason="return")
    Refund.objects.filter(pk=refund.pk).update(state=Refund.State.FAILED)
    settle_refund(refund, note="in cash", clerk=None)
    assert reconcile().differences == []
