"""An order's timeline: an event for the buyer and an entry in the evidence ledger, together
(R-DOC-7: one timeline an order)."""

from django.utils import timezone

from evidence import actions as evidence
from orders.models import OrderEvent


def record_event(order, kind, actor=None, *, at=None, **data):
    """Write what happened to `order`, in the action's own transaction.

    kind: past participle such as "paid"; data: JSON facts that the labels need (amounts as text),
    never an identity number; at: when it happened, if not now. Takes the ledger's lock until the
    transaction ends, so call it after every other row is written."""
    # both rows or none: an event without evidence would prove nothing
    event = add_event(order, kind, actor, at=at, **data)
    evidence.record(**ledger_entry(event))
    return event


def record_events(orders, kind):
    """`record_event` for several orders to which the same happens at once; locks like it."""
    at = timezone.now()
    events = OrderEvent.objects.bulk_create(
        OrderEvent(order=order, kind=kind, at=at) for order in orders
    )
    evidence.record_all([ledger_entry(event) for event in events])


def add_event(order, kind, actor=None, *, at=None, **data):
    """The event alone, for callers that write several and put them into the ledger together."""
    at = at or timezone.now()
    return OrderEvent.objects.create(order=order, kind=kind, data=data, actor=actor, at=at)


def ledger_entry(event):
    number = event.order.number
    return {
        "subject": f"order {number}",
        "kind": event.kind,
        "payload": {"order": number, "at": event.at.isoformat(), **event.data},
        "actor": event.actor,
    }
