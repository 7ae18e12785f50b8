"""A checkout is paid once, by money that matches it, from any side."""

from dataclasses import replace

import pytest

from orders.errors import OrderActionError
from orders.models import GatewayEvent, OrderEmail, Payment, PaymentAttempt, Refund
from orders.payments.attempts import close_attempts, settle, start_payment
from orders.payments.base import IntentStatus
from orders.payments.booking import PaymentOutcome, book_payment
from tests.factories import make_variant_for_sale
from tests.fake_stripe import BAD_CARD
from tests.orders.factories import make_group, make_order

pytestmark = pytest.mark.django_db


def two_orders():
    group = make_group()
    for price in ("100.00", "33.33"):
        make_order(make_variant_for_sale(price=price), group=group)
    return group


def states(group):
    return sorted(group.orders.values_list("payment_state", flat=True))


def test_paid_intent_pays_every_order_its_share_to_the_fen(fake_stripe):
    group = two_orders()
    attempt, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    assert settle(intent.reference) == PaymentOutcome.PAID
    assert states(group) == ["paid", "paid"]
    paid = {payment.order_id: payment.amount for payment in attempt.payments.all()}
    assert paid == {order.pk: order.actual_paid for order in group.orders.all()}
    assert sum(paid.values()) == group.total == attempt.amount


def test_each_order_of_a_shared_charge_has_a_payment_number_of_its_own(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    settle(intent.reference)
    numbers = sorted(Payment.objects.values_list("transaction", flat=True))
    assert [number.rsplit("-", 1)[1] for number in numbers] == ["1", "2"]
    assert len({number.rsplit("-", 1)[0] for number in numbers}) == 1
    assert numbers[0].startswith("ch_")


def test_settling_again_changes_nothing(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    settle(intent.reference)
    assert [settle(intent.reference) for _ in range(3)] == [PaymentOutcome.ALREADY] * 3
    assert Payment.objects.count() == 2
    assert OrderEmail.objects.filter(template="paid").count() == 1
    assert [event.kind for event in group.orders.first().events.all()].count("paid") == 1


def test_second_click_and_second_tab_get_the_same_attempt(fake_stripe):
    group = two_orders()
    first, intent = start_payment(group)
    second, again = start_payment(group)
    assert (second.pk, again.reference) == (first.pk, intent.reference)
    assert again.secret


def test_declined_card_leaves_the_order_waiting_and_a_new_attempt_possible(fake_stripe):
    group = two_orders()
    first, intent = start_payment(group)
    fake_stripe.pay(intent.reference, BAD_CARD)
    assert settle(intent.reference) == PaymentOutcome.OPEN
    assert states(group) == ["awaiting", "awaiting"]
    first.refresh_from_db()
    assert first.last_error
    second, _ = start_payment(group)
    assert second.number == first.number + 1


def test_intent_of_another_amount_pays_nothing_and_is_shown_to_a_person(fake_stripe):
    group = two_orders()
    attempt, intent = start_payment(group)
    fake_stripe.http.post(f"/v1/payment_intents/{intent.reference}", data={"amount": "1"})
    fake_stripe.pay(intent.reference)
    assert settle(intent.reference) == settle(intent.reference) == PaymentOutcome.DIFFERS
    assert states(group) == ["awaiting", "awaiting"]
    assert Payment.objects.count() == 0
    flags = GatewayEvent.objects.needing_a_person()
    assert [(flag.kind, flag.reference) for flag in flags] == [("money_differs", intent.reference)]
    attempt.refresh_from_db()
    assert attempt.state == PaymentAttempt.State.FAILED


@pytest.mark.parametrize(
    "change", [{"currency": "usd"}, {"metadata[group]": "999999"}], ids=["currency", "group"]
)
def test_intent_of_another_currency_or_checkout_pays_nothing(fake_stripe, change):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.http.post(f"/v1/payment_intents/{intent.reference}", data=change)
    fake_stripe.pay(intent.reference)
    assert settle(intent.reference) == PaymentOutcome.DIFFERS
    assert states(group) == ["awaiting", "awaiting"]


def test_money_of_somebody_else_is_unknown(fake_stripe):
    made = fake_stripe.http.post("/v1/payment_intents", data={"amount": 100, "currency": "cny"})
    fake_stripe.pay(made.json()["id"])
    assert settle(made.json()["id"]) == PaymentOutcome.UNKNOWN


def test_order_cancelled_in_a_checkout_gets_its_share_back_and_the_other_is_paid(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    first, second = group.orders.order_by("pk")
    type(first).objects.filter(pk=first.pk).update(
        payment_state="failed", cancelled_at=group.placed_at
    )
    fake_stripe.pay(intent.reference)
    assert settle(intent.reference) == PaymentOutcome.PAID
    assert states(group) == ["failed", "paid"]
    refund = Refund.objects.get()
    assert (refund.amount, refund.reason, refund.order) == (first.actual_paid, "cancelled", None)
    assert second.payments.get().amount == second.actual_paid


def test_checkout_that_became_smaller_requires_its_new_amount(fake_stripe):
    group = two_orders()
    first, _ = start_payment(group)
    cancelled = group.orders.order_by("pk").first()
    type(cancelled).objects.filter(pk=cancelled.pk).update(
        payment_state="failed", cancelled_at=group.placed_at
    )
    second, _ = start_payment(group)
    assert (second.number, second.amount) == (2, group.total - cancelled.actual_paid)
    assert first.amount == group.total


def test_paid_or_lapsed_checkout_can_not_be_started(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    settle(intent.reference)
    with pytest.raises(OrderActionError):
        start_payment(group)
    late = two_orders()
    type(late).objects.filter(pk=late.pk).update(pay_by=late.placed_at)
    with pytest.raises(OrderActionError):
        start_payment(late)


def test_closing_makes_the_intent_unpayable(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    assert close_attempts(group) is True
    assert fake_stripe.pay(intent.reference).status_code == 400
    assert group.attempts.get().state == PaymentAttempt.State.CLOSED


def test_closing_a_checkout_that_was_just_paid_takes_the_money(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    assert close_attempts(group) is True
    assert states(group) == ["paid", "paid"]


def test_provider_out_of_reach_never_stops_who_expires_or_cancels(fake_stripe, settings):
    group = two_orders()
    start_payment(group)
    settings.STRIPE_API_BASE, settings.STRIPE_RETRIES = "http://127.0.0.1:9", 0
    assert close_attempts(group) is False
    assert group.attempts.get().state == PaymentAttempt.State.OPEN


@pytest.mark.parametrize(
    ("told", "is_of_another"),
    [("", False), ("LIN RUOXI", False), ("林若溪", False), ("王别人", True)],
)
def test_the_payer_is_whom_the_provider_names_or_nobody(fake_stripe, told, is_of_another):
    """R-ID-2: the orderer's own name, put in its place, would compare a person with himself."""
    group = two_orders()
    attempt, intent = start_payment(group)
    book_payment(attempt, replace(intent, status=IntentStatus.SUCCEEDED, payer_name=told))
    payments = Payment.objects.select_related("order__buyer")
    assert {(one.payer_name, one.is_of_another) for one in payments} == {(told, is_of_another)}
    differing = GatewayEvent.objects.filter(kind="payer_differs").count()
    assert differing == (2 if is_of_another else 0)


def test_payment_is_added_and_never_touched_again(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    settle(intent.reference)
    payment = Payment.objects.first()
    for operation in (payment.save, payment.delete):
        with pytest.raises(TypeError, match="never"):
            operation()


def test_attempt_paid_behind_our_back_is_booked_instead_of_being_offered_again(fake_stripe):
    group = two_orders()
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    with pytest.raises(OrderActionError):
        start_payment(group)
    assert states(group) == ["paid", "paid"]


@pytest.mark.parametrize("lost", ["/v1/payment_intents/{}/cancel", "/_config/data"])
def test_attempt_closed_or_forgotten_by_the_provider_is_replaced(fake_stripe, lost):
    group = two_orders()
    first, intent = start_payment(group)
    fake_stripe.http.request(
        "DELETE" if "_config" in lost else "POST", lost.format(intent.reference)
    )
    second, again = start_payment(group)
    first.refresh_from_db()
    assert (first.state, second.number) == (PaymentAttempt.State.CLOSED, 2)
    fake_stripe.pay(again.reference)
    assert settle(again.reference) == PaymentOutcome.PAID
