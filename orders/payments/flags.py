"""What a clerk must see: a row among the provider's notifications, written once."""

from orders.models import GatewayEvent


def flag(provider, kind, reference, outcome, **payload):
    """Leave `kind` about an intent for a person; the same one again changes nothing."""
    GatewayEvent.objects.get_or_create(
        provider=provider,
        event_id=f"{kind}:{reference}"[:120],
        defaults={
            "kind": kind,
            "reference": reference,
            "payload": payload,
            "outcome": outcome[:200],
            "needs_person": True,
        },
    )
