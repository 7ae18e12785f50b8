"""What people do about a discrepancy. Each a line of its history and an entry in the ledger."""

from django.db import transaction
from django.utils import timezone

from clearance.models.reconciliation import Discrepancy, DiscrepancyEvent
from evidence import actions as evidence

State, Event = Discrepancy.State, DiscrepancyEvent.Kind
CLOSED = {Event.EXPLAINED: State.EXPLAINED, Event.RESOLVED: State.RESOLVED}


@transaction.atomic
def assign(discrepancy, owner, *, actor):
    """Give it to somebody; True if it was another's or nobody's."""
    rows = Discrepancy.objects.filter(pk=discrepancy.pk).exclude(owner=owner)
    if not rows.update(owner=owner):
        return False
    return _record(discrepancy, Event.ASSIGNED, owner.email, actor)


@transaction.atomic
def note(discrepancy, text, *, actor):
    Discrepancy.objects.filter(pk=discrepancy.pk).update(note=text[:300])
    return _record(discrepancy, Event.NOTED, text, actor)


@transaction.atomic
def close(discrepancy, how, *, reason, actor):
    """how: Event.EXPLAINED or Event.RESOLVED. True if this call closed it."""
    rows = Discrepancy.objects.open().filter(pk=discrepancy.pk)
    if not rows.update(state=CLOSED[how], note=reason[:300], closed_at=timezone.now()):
        return False
    return _record(discrepancy, how, reason, actor)


@transaction.atomic
def reopen(discrepancy, *, reason, actor):
    rows = Discrepancy.objects.filter(pk=discrepancy.pk).exclude(state=State.OPEN)
    if not rows.update(state=State.OPEN, note=reason[:300], closed_at=None):
        return False
    return _record(discrepancy, Event.REOPENED, reason, actor)


def _record(discrepancy, kind, text, actor):
    DiscrepancyEvent.objects.create(
        discrepancy_id=discrepancy.pk, kind=kind, text=text[:420], by=actor
    )
    evidence.record(
        subject=f"discrepancy {discrepancy.pk}",
        kind=f"discrepancy {kind}",
        payload={"kind": discrepancy.kind, "subject": discrepancy.subject, "words": text[:420]},
        actor=actor,
    )
    return True
