"""Stripe's webhook events. The signature is checked by the SDK on the raw body; of the content
only the place to look at is used."""

import json

import stripe
from django.conf import settings

from orders.payments.base import Notification, WebhookSignatureError

DROPPED = {
    # lets a reader pay
    "client_secret",
    # says more of a person than we need (R-PRIV-2)
    "billing_details",
    "customer_details",
    "payment_method_details",
    "receipt_email",
    "receipt_url",
    "shipping",
}
MALFORMED = (ValueError, KeyError, TypeError, AttributeError)


def read_notice(client, body, signature):
    if not settings.STRIPE_WEBHOOK_SECRET:  # anybody can sign with an empty one
        raise WebhookSignatureError("STRIPE_WEBHOOK_SECRET is empty")
    try:
        client.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
        event = json.loads(body)
        about = event["data"]["object"]
        return Notification(
            event_id=str(event["id"])[:120],
            kind=str(event["type"])[:80],
            reference=reference_of(about)[:120],
            payload=kept_payload(event),
            is_refund=about.get("object") == "refund",
            refund_number=str((about.get("metadata") or {}).get("refund", ""))[:60],
        )
    except (stripe.SignatureVerificationError, *MALFORMED) as exc:
        raise WebhookSignatureError(type(exc).__name__) from exc


def reference_of(about):
    """The payment intent that an event is about: itself, or the one its object belongs to."""
    if about.get("object") == "payment_intent":
        return str(about.get("id", ""))
    return str(about.get("payment_intent") or "")


def kept_payload(value):
    """An event without what would let a reader pay, or tell more of the buyer than needed."""
    if isinstance(value, dict):
        return {key: kept_payload(inner) for key, inner in value.items() if key not in DROPPED}
    if isinstance(value, list):
        return [kept_payload(inner) for inner in value]
    return value
