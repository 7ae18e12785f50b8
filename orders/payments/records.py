"""The provider's own data about an attempt, kept as they come (`PaymentRecord`)."""

import json
from dataclasses import asdict

from orders.models import PaymentRecord


def store_request(attempt, request, intent):
    """Our request, once: as the provider's interface had it, else the fields of ours."""
    text = intent.raw_request or _json(asdict(request))
    PaymentRecord.objects.get_or_create(attempt=attempt, defaults={"request": text})


def store_response(attempt, intent):
    """What it answered when the money had come, in the transaction that books it."""
    text = intent.raw_response or _json(
        {
            "reference": intent.reference,
            "status": str(intent.status),
            "amount": str(intent.amount),
            "currency": intent.currency,
            "transaction": intent.transaction,
            "paid_at": intent.paid_at.isoformat() if intent.paid_at else "",
        }
    )
    PaymentRecord.objects.update_or_create(attempt=attempt, defaults={"response": text})


def _json(facts):
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), default=str)
