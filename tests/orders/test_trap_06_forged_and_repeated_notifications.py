"""Trap 6: webhooks that come again, that nobody signed, or that speak of other money."""

import json

import pytest
from django.conf import settings
from django.test import Client

from orders.models import GatewayEvent, OrderEmail, Payment
from tests.orders.payment_steps import (
    WEBHOOK_URL,
    open_checkout,
    post_webhook,
    states,
    webhook_body,
)
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_same_webhook_five_times_in_a_row_has_one_effect(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    body = webhook_body(reference)
    assert [post_webhook(body).status_code for _ in range(5)] == [200] * 5
    assert states(group) == ["paid"]
    assert Payment.objects.count() == 1
    assert [(event.outcome, event.needs_person) for event in GatewayEvent.objects.all()] == [
        ("paid", False)
    ]


@pytest.mark.slow("many threads at once")
def test_same_webhook_five_times_at_once_has_one_effect(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    body = webhook_body(reference)
    outcomes = run_together(5, lambda i: post_webhook(body).status_code)
    assert outcomes == [200] * 5
    assert states(group) == ["paid"]
    assert (Payment.objects.count(), GatewayEvent.objects.count()) == (1, 1)
    assert OrderEmail.objects.filter(template="paid").count() == 1


def test_forged_webhook_is_rejected_and_leaves_nothing(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    body = webhook_body(reference)
    assert post_webhook(body, secret="whsec_somebody_else").status_code == 400
    unsigned = Client().post(WEBHOOK_URL, body, content_type="application/json")
    garbage = Client().post(
        WEBHOOK_URL, body, content_type="application/json", headers={"Stripe-Signature": "t=x,v1="}
    )
    assert (unsigned.status_code, garbage.status_code) == (400, 400)
    assert states(group) == ["awaiting"]
    assert GatewayEvent.objects.count() == 0


def test_without_a_secret_no_webhook_is_believed(fake_stripe, settings):
    _group, reference = open_checkout()
    settings.STRIPE_WEBHOOK_SECRET = ""
    assert post_webhook(webhook_body(reference), secret="").status_code == 400
    assert GatewayEvent.objects.count() == 0


@pytest.mark.parametrize("body", ["[]", "null", "{}", "not json", '{"id": 1, "data": []}', "\xff"])
def test_signed_nonsense_is_rejected(body):
    assert post_webhook(body).status_code == 400


def test_webhook_over_the_size_limit_is_rejected(fake_stripe):
    body = webhook_body("pi_1", padding="x" * settings.WEBHOOK_MAX_BYTES)
    assert post_webhook(body).status_code == 413


def test_webhook_accepts_only_post(client):
    assert client.get(WEBHOOK_URL).status_code == 405


def test_webhook_that_lies_about_success_changes_nothing(fake_stripe):
    group, reference = open_checkout()
    assert post_webhook(webhook_body(reference, status="succeeded")).status_code == 200
    assert states(group) == ["awaiting"]
    assert GatewayEvent.objects.get().outcome == "open"


@pytest.mark.parametrize(
    "change",
    [{"amount": "1"}, {"currency": "usd"}, {"metadata[group]": "424242"}],
    ids=["amount", "currency", "checkout"],
)
def test_true_webhook_about_money_that_does_not_match_is_kept_for_a_person(fake_stripe, change):
    group, reference = open_checkout()
    fake_stripe.http.post(f"/v1/payment_intents/{reference}", data=change)
    fake_stripe.pay(reference)
    assert post_webhook(webhook_body(reference)).status_code == 200
    assert states(group) == ["awaiting"]
    assert Payment.objects.count() == 0
    event_kinds = sorted(event.kind for event in GatewayEvent.objects.needing_a_person())
    assert event_kinds == ["money_differs", "payment_intent.succeeded"]


def test_money_of_another_shop_is_kept_for_a_person(fake_stripe):
    made = fake_stripe.http.post("/v1/payment_intents", data={"amount": 100, "currency": "cny"})
    fake_stripe.pay(made.json()["id"])
    assert post_webhook(webhook_body(made.json()["id"])).status_code == 200
    event = GatewayEvent.objects.get()
    assert (event.outcome, event.needs_person) == ("unknown", True)


def test_payment_that_the_provider_does_not_know_is_kept_for_a_person(fake_stripe):
    assert post_webhook(webhook_body("pi_never_made")).status_code == 200
    assert GatewayEvent.objects.get().needs_person


def test_what_is_stored_of_a_webhook_lets_nobody_pay_and_names_nobody(fake_stripe):
    _, reference = open_checkout()
    private = {"client_secret": "pi_1_secret", "receipt_email": "lin@expo.test"}
    post_webhook(webhook_body(reference, **private, billing_details={"name": "林若溪"}))
    payload = json.dumps(GatewayEvent.objects.get().payload, ensure_ascii=False)
    assert reference in payload
    assert not any(text in payload for text in ("pi_1_secret", "lin@expo.test", "林若溪"))


def test_webhook_waits_for_the_task_while_the_provider_is_out_of_reach(fake_stripe, settings):
    from datetime import timedelta

    from django.utils import timezone

    from orders.payments.polling import process_unread

    group, reference = open_checkout()
    fake_stripe.pay(reference)
    there, settings.STRIPE_API_BASE = settings.STRIPE_API_BASE, "http://127.0.0.1:9"
    settings.STRIPE_RETRIES = 0
    assert post_webhook(webhook_body(reference)).status_code == 200
    assert [event.outcome for event in GatewayEvent.objects.unread()] == [""]
    settings.STRIPE_API_BASE = there
    assert process_unread(timezone.now() + timedelta(minutes=1)) == 1
    assert states(group) == ["paid"]
