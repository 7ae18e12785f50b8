"""What the provider tells us by itself. Kept once by its id, whatever it says; then the object it
speaks of is read again, and only that reading is believed."""

import logging

from django.utils import timezone

from core.background.enqueue import enqueue_on_commit
from orders.models import GatewayEvent, Refund
from orders.payments.attempts import settle
from orders.payments.base import GatewayError
from orders.payments.booking import PaymentOutcome
from orders.payments.refunds import execute_refund
from orders.payments.registry import gateway_named

log = logging.getLogger(__name__)

NOT_OURS = (PaymentOutcome.UNKNOWN, PaymentOutcome.DIFFERS)


def store_notification(provider, notification):
    """The row of a notification; the second time it comes, the row of the first."""
    event, _made = GatewayEvent.objects.get_or_create(
        provider=provider,
        event_id=notification.event_id,
        defaults={
            "kind": notification.kind,
            "reference": notification.reference,
            "refund_number": notification.refund_number,
            "payload": notification.payload,
        },
    )
    if not event.outcome:
        enqueue_on_commit("orders.process_notification", event.pk)
    return event


def process_notification(event):
    """Do what a kept notification asks for, and write down what came of it.

    Harmless when repeated. An unreachable provider leaves it unread for the periodic task."""
    try:
        outcome, needs_person = _look(event)
    except GatewayError as exc:
        # unread, so that the periodic task comes back to it
        if not exc.permanent:
            log.warning("notification %s is left to the periodic task: %s", event.event_id, exc)
            return None
        outcome, needs_person = f"the provider says: {exc}", True
    GatewayEvent.objects.unread().filter(pk=event.pk).update(
        outcome=outcome[:200], needs_person=needs_person
    )
    return outcome


def _look(event):
    gateway = gateway_named(event.provider)
    if gateway.needs_clerk(event.kind):
        return "for a person", True
    if event.refund_number:
        return _look_at_refund(event)
    if gateway.is_refund_kind(event.kind):
        known = Refund.objects.filter(attempt__reference=event.reference).exists()
        return ("refund of ours", False) if known else ("a refund we did not ask for", True)
    if not event.reference:
        return "about no payment", False
    # the notification's own figures are not read: a forged one can only make us look (trap 6)
    outcome = settle(event.reference, gateway=gateway)
    return str(outcome), outcome in NOT_OURS


def _look_at_refund(event):
    """Our own refund moved: ask about it now instead of at the next periodic task."""
    rows = Refund.objects.filter(number=event.refund_number)
    if not (refund := rows.first()):
        return "a refund we did not ask for", True
    # banks return money days later: the buyer is owed it again, and only a person can say how
    if refund.state == Refund.State.DONE and event.kind == "refund.failed":
        return "a refund we took for done has failed", True
    rows.filter(state=Refund.State.SENT).exclude(reference="").update(next_try_at=timezone.now())
    execute_refund(refund.pk)
    return "refund of ours", False
