"""Trap 6: notices that come again, that nobody signed, or that speak of other money."""

import json

import pytest
from django.conf import settings
from django.test import Client

from orders.models import GatewayEvent, OrderEmail, Payment
from tests.orders.payment_steps import DOOR, knock, notice, open_checkout, states
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_same_notice_five_times_in_a_row_has_one_effect(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    body = notice(reference)
    assert [knock(body).status_code for _ in range(5)] == [200] * 5
    assert states(group) == ["paid"]
    assert Payment.objects.count() == 1
    assert [(event.outcome, event.needs_person) for event in GatewayEvent.objects.all()] == [
        ("paid", False)
    ]


@pytest.mark.slow
def test_same_notice_five_times_at_once_has_one_effect(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    body = notice(reference)
    outcomes = run_together(5, lambda i: knock(body).status_code)
    assert outcomes == [200] * 5
    assert states(group) == ["paid"]
    assert (Payment.objects.count(), GatewayEvent.objects.count()) == (1, 1)
    assert OrderEmail.objects.filter(template="paid").count() == 1


def test_forged_notice_is_rejected_and_leaves_nothing(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    body = notice(reference)
    assert knock(body, secret="whsec_somebody_else").status_code == 400
    unsigned = Client().post(DOOR, body, content_type="application/json")
    garbage = Client().post(
        DOOR, body, content_type="application/json", headers={"Stripe-Signature": "t=x,v1="}
    )
    assert (unsigned.status_code, garbage.status_code) == (400, 400)
    assert states(group) == ["awaiting"]
    assert GatewayEvent.objects.count() == 0


@pytest.mark.parametrize("body", ["[]", "null", "{}", "not json", '{"id": 1, "data": []}', "\xff"])
def test_signed_nonsense_is_rejected(body):
    assert knock(body).status_code == 400


def test_notice_is_no_bigger_than_a_notice(fake_stripe):
    body = notice("pi_1", padding="x" * settings.WEBHOOK_MAX_BYTES)
    assert knock(body).status_code == 413


def test_notice_is_posted(client):
    assert client.get(DOOR).status_code == 405


def test_notice_that_lies_about_success_changes_nothing(fake_stripe):
    group, reference = open_checkout()
    assert knock(notice(reference, status="succeeded")).status_code == 200
    assert states(group) == ["awaiting"]
    assert GatewayEvent.objects.get().outcome == "open"


@pytest.mark.parametrize(
    "change",
    [{"amount": "1"}, {"currency": "usd"}, {"metadata[group]": "424242"}],
    ids=["amount", "currency", "checkout"],
)
def test_true_notice_of_money_that_does_not_match_is_kept_for_a_person(fake_stripe, change):
    group, reference = open_checkout()
    fake_stripe.http.post(f"/v1/payment_intents/{reference}", data=change)
    fake_stripe.pay(reference)
    assert knock(notice(reference)).status_code == 200
    assert states(group) == ["awaiting"]
    assert Payment.objects.count() == 0
    kept = sorted(event.kind for event in GatewayEvent.objects.needing_a_person())
    assert kept == ["money_differs", "payment_intent.succeeded"]


def test_money_of_another_shop_is_kept_for_a_person(fake_stripe):
    made = fake_stripe.http.post("/v1/payment_intents", data={"amount": 100, "currency": "cny"})
    fake_stripe.pay(made.json()["id"])
    assert knock(notice(made.json()["id"])).status_code == 200
    event = GatewayEvent.objects.get()
    assert (event.outcome, event.needs_person) == ("unknown", True)


def test_payment_that_the_provider_does_not_know_is_kept_for_a_person(fake_stripe):
    assert knock(notice("pi_never_made")).status_code == 200
    assert GatewayEvent.objects.get().needs_person


def test_what_is_kept_of_a_notice_lets_nobody_pay_and_names_nobody(fake_stripe):
    _, reference = open_checkout()
    private = {"client_secret": "pi_1_secret", "receipt_email": "lin@expo.test"}
    knock(notice(reference, **private, billing_details={"name": "林若溪"}))
    kept = json.dumps(GatewayEvent.objects.get().payload, ensure_ascii=False)
    assert reference in kept
    assert not any(word in kept for word in ("pi_1_secret", "lin@expo.test", "林若溪"))


def test_notice_waits_for_the_task_while_the_provider_is_out_of_reach(fake_stripe, settings):
    from datetime import timedelta

    from django.utils import timezone

    from orders.payments.polling import process_unread

    group, reference = open_checkout()
    fake_stripe.pay(reference)
    there, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    settings.STRIPE_RETRIES = 0
    assert knock(notice(reference)).status_code == 200
    assert [event.outcome for event in GatewayEvent.objects.unread()] == [""]
    settings.STRIPE_API_BASE = there
    assert process_unread(timezone.now() + timedelta(minutes=1)) == 1
    assert states(group) == ["paid"]
