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


def store_notification(provider, notice):
    """The row of a notice; the second time it comes, the row of the first."""
    event, _made = GatewayEvent.objects.get_or_create(
        provider=provider,
        event_id=notice.event_id,
        defaults={
            "kind": notice.kind,
            "reference": notice.reference,
            "refund_number": notice.refund_number,
            "payload": notice.payload,
        },
    )
    if not event.outcome:
        enqueue_on_commit("orders.hear_notice", event.pk)
    return event


def process_notification(event):
    """Do what a kept notice asks for, and write down what came of it.

    Harmless when repeated. An unreachable provider leaves it unread for the periodic task."""
    try:
        outcome, needs_person = _look(event)
    except GatewayError as error:
        # unread, so that the periodic task comes back to it
        if not error.permanent:
            log.warning("notification %s is left to the periodic task: %s", event.event_id, error)
            return None
        outcome, needs_person = f"the provider says: {error}", True
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
    # the notice's own figures are not read: a forged one can only make us look (trap 6)
    outcome = settle(event.reference, gateway=gateway)
    return str(outcome), outcome in NOT_OURS


def _look_at_refund(event):
    """Our own refund moved: ask about it now instead of at its next turn."""
    rows = Refund.objects.filter(number=event.refund_number)
    if not (refund := rows.first()):
        return "a refund we did not ask for", True
    # banks return money days later: the buyer is owed it again, and only a person can say how
    if refund.state == Refund.State.DONE and event.kind == "refund.failed":
        return "a refund we took for done has failed", True
    rows.filter(state=Refund.State.SENT).exclude(reference="").update(next_try_at=timezone.now())
    execute_refund(refund.pk)
    return "refund of ours", False
