"""Stripe's webhook events. The signature is checked by the SDK on the raw body; of the content
only the place to look at is used."""

import json

import stripe
from django.conf import settings

from orders.payments.base import BadSignature, Notice

SECRETS = {"client_secret"}
MALFORMED = (ValueError, KeyError, TypeError, AttributeError)


def read_notice(client, body, signature):
    try:
        client.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
        event = json.loads(body)
        about = event["data"]["object"]
        return Notice(
            event_id=str(event["id"])[:120],
            kind=str(event["type"])[:80],
            reference=reference_of(about)[:120],
            payload=without_secrets(event),
            is_refund=about.get("object") == "refund",
            refund_number=str((about.get("metadata") or {}).get("refund", ""))[:60],
        )
    except (
        stripe.SignatureVerificationError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ) as e:
        raise BadSignature(type(e).__name__) from e


def reference_of(about):
    """The payment intent that an event is about: itself, or the one its object belongs to."""
    if about.get("object") == "payment_intent":
        return str(about.get("id", ""))
    return str(about.get("payment_intent") or "")


def without_secrets(value):
    """What we keep of an event: all of it but what would let a reader pay or act."""
    if isinstance(value, dict):
        return {k: without_secrets(v) for k, v in value.items() if k not in SECRETS}
    if isinstance(value, list):
        return [without_secrets(v) for v in value]
    return value
