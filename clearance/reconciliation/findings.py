"""What a comparison found becomes rows: new ones, the same ones again, and those that are gone."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from clearance.models.reconciliation import Discrepancy, DiscrepancyEvent
from evidence import actions as evidence

State, Event = Discrepancy.State, DiscrepancyEvent.Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """Two places that do not agree. day: of what it is about; ours, theirs: in words or figures,
    without personal data."""

    kind: str
    subject: str
    day: date
    ours: str = ""
    theirs: str = ""
    order: int | None = None
    message: int | None = None


@transaction.atomic
def keep(run, findings, *, gone, counts=None):
    """Put a run's findings on file and finish it. gone: the open rows among which those that were
    not found again are closed. Safe to repeat: a discrepancy found again is the same row."""
    now = timezone.now()
    unique = {(found.kind, found.subject[:120]): found for found in findings}
    known = _known(run, unique)
    fresh = [_row(run, unique[key], now) for key in unique if key not in known]
    Discrepancy.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    news = [
        DiscrepancyEvent(discrepancy=row, kind=Event.FOUND, words=_figures(row))
        for key, row in _known(run, unique).items()
        if key not in known
    ]
    for key, row in known.items():
        news += _found_again(run, row, unique[key], now)
    closed = _close(gone.filter(seen_at__lt=run.started_at), now)
    DiscrepancyEvent.objects.bulk_create([*news, *closed], batch_size=500)
    run.finished_at = now
    run.counts = {**(counts or {}), "found": _by_kind(unique), "closed": len(closed)}
    run.save(update_fields=["finished_at", "counts", "faults"])
    evidence.record(
        subject=f"reconciliation {run.pk}",
        kind="reconciled",
        payload={"source": run.source, "first": str(run.first), "last": str(run.last),
                 "file": run.file_digest, **run.counts},
        actor=run.by,
    )  # fmt: skip
    return run


def _known(run, unique):
    subjects = sorted({subject for _kind, subject in unique})
    rows = {}
    for start in range(0, len(subjects), 500):
        found = Discrepancy.objects.select_for_update().filter(
            source=run.source, subject__in=subjects[start : start + 500]
        )
        rows |= {(row.kind, row.subject): row for row in found.order_by("pk")}
    return {key: row for key, row in rows.items() if key in unique}


def _row(run, found, now):
    return Discrepancy(
        source=run.source, kind=found.kind, subject=found.subject[:120], run=run, day=found.day,
        order_id=found.order, message_id=found.message, ours=found.ours[:200],
        theirs=found.theirs[:200], seen_at=now,
    )  # fmt: skip


def _found_again(run, row, found, now):
    """Bring a known row up to date; the lines of its history."""
    figures = (found.ours[:200], found.theirs[:200])
    is_other = figures != (row.ours, row.theirs)
    reopened = row.state == State.RESOLVED or (row.state == State.EXPLAINED and is_other)
    kinds = [
        kind for kind, said in ((Event.CHANGED, is_other), (Event.FOUND_AGAIN, reopened)) if said
    ]
    row.ours, row.theirs = figures
    row.run, row.seen_at, row.message_id = run, now, found.message
    if reopened:
        row.state, row.closed_at = State.OPEN, None
    row.save()
    return [DiscrepancyEvent(discrepancy=row, kind=kind, words=_figures(row)) for kind in kinds]


def _close(rows, now):
    rows = list(rows.select_for_update().order_by("pk"))
    Discrepancy.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.RESOLVED, closed_at=now
    )
    return [DiscrepancyEvent(discrepancy=row, kind=Event.GONE) for row in rows]


def _figures(row):
    return " ≠ ".join(words for words in (row.ours, row.theirs) if words)


def _by_kind(unique):
    found = {}
    for kind, _subject in unique:
        found[kind] = found.get(kind, 0) + 1
    return found
