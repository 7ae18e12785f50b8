"""The order's own diary: a line for the buyer and an entry in the evidence ledger, together."""

from django.utils import timezone

from evidence import actions as evidence
from orders.models import OrderEvent


def note(order, kind, actor=None, *, at=None, **data):
    """Write what happened to `order`, in the deed's own transaction.

    kind: past participle such as "paid"; data: JSON facts that the words need (amounts as text),
    never an identity number; at: when it happened, if not now. Takes the ledger's lock until the
    transaction ends, so call it after every other row is written."""
    at = at or timezone.now()
    event = OrderEvent.objects.create(order=order, kind=kind, data=data, actor=actor, at=at)
    evidence.record(
        subject=f"order {order.number}",
        kind=kind,
        payload={"order": order.number, "at": at.isoformat(), **data},
        actor=actor,
    )
    return event
