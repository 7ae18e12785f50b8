"""Checkouts before their payment, and the provider's notifications as they arrive."""

import json
from datetime import timedelta
from itertools import count

import stripe
from django.conf import settings
from django.test import Client, override_settings

from orders.actions.expire import expire_overdue
from orders.payments.attempts import settle, start_payment
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_group, make_order

serial = count(1)
WEBHOOK_URL = "/payments/stripe/webhook/"


def open_checkout(*prices, user=None, stock=10):
    """A checkout of one order for each price, and the provider's number of its open attempt."""
    group = make_group(user)
    for price in prices or ("100.00",):
        make_order(make_variant_for_sale(price=price, stock=stock), group=group, user=user)
    _, intent = start_payment(group)
    return group, intent.reference


def paid_order(fake_stripe, price="100.00"):
    group, reference = open_checkout(price)
    fake_stripe.pay(reference)
    settle(reference)
    return group.orders.get(), reference


def lapse(group):
    """The deadline passes while the provider is out of reach, so that its side stays open."""
    with override_settings(STRIPE_API_BASE="http://127.0.0.1:9", STRIPE_RETRIES=0):
        expire_overdue(group.pay_by + timedelta(milliseconds=1))


def states(group):
    return sorted(group.orders.values_list("payment_state", flat=True))


def kinds(order):
    return [event.kind for event in order.events.all()]


def webhook_body(reference, kind="payment_intent.succeeded", *, event_id=None, **fields):
    """The body of a webhook about a payment intent."""
    about = {"id": reference, "object": "payment_intent", "metadata": {}, **fields}
    return json.dumps(
        {
            "id": event_id or f"evt_{next(serial)}_{reference}",
            "object": "event",
            "type": kind,
            "data": {"object": about},
        }
    )


def post_webhook(body, *, secret=None, client=None):
    """Post a webhook with its signature, as the provider does."""
    secret = secret or settings.STRIPE_WEBHOOK_SECRET
    signature = stripe.WebhookSignature.generate_signature_header(body, secret)
    return (client or Client()).post(
        WEBHOOK_URL, body, content_type="application/json", headers={"Stripe-Signature": signature}
    )
