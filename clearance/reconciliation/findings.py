"""What a comparison found becomes rows: new ones, the same ones again, and those that are gone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from clearance.models.reconciliation import Discrepancy, DiscrepancyEvent
from evidence import actions as evidence

State, Event = Discrepancy.State, DiscrepancyEvent.Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """Two places that do not agree. day: of what it is about; ours, theirs: text or figures,
    without personal data."""

    kind: str
    subject: str
    day: date
    ours: str = ""
    theirs: str = ""
    order: int | None = None
    message: int | None = None


@transaction.atomic
def record_findings(run, findings, *, gone, counts=None):
    """Put a run's findings on file and finish it. gone: the open rows among which those that were
    not found again are closed. Safe to repeat: a discrepancy found again is the same row."""
    now = timezone.now()
    unique = {(finding.kind, finding.subject[:120]): finding for finding in findings}
    known = _known(run, unique)
    fresh = [_row(run, unique[key], now) for key in unique if key not in known]
    Discrepancy.objects.bulk_create(fresh, batch_size=500, ignore_conflicts=True)
    news = [
        DiscrepancyEvent(discrepancy=row, kind=Event.FOUND, text=_figures(row))
        for key, row in _known(run, unique).items()
        if key not in known
    ]
    for key, row in known.items():
        news += _found_again(run, row, unique[key], now)
    closed = _close(gone.filter(seen_at__lt=run.started_at), now)
    DiscrepancyEvent.objects.bulk_create([*news, *closed], batch_size=500)
    run.finished_at = now
    run.counts = {**(counts or {}), "found": _by_kind(unique), "closed": len(closed)}
    run.save(update_fields=["finished_at", "counts", "errors"])
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
    rows: dict[tuple[str, str], Discrepancy] = {}
    for start in range(0, len(subjects), 500):
        rows_on_file = Discrepancy.objects.select_for_update().filter(
            source=run.source, subject__in=subjects[start : start + 500]
        )
        rows |= {(row.kind, row.subject): row for row in rows_on_file.order_by("pk")}
    return {key: row for key, row in rows.items() if key in unique}


def _row(run, finding, now):
    return Discrepancy(
        source=run.source, kind=finding.kind, subject=finding.subject[:120], run=run,
        day=finding.day, order_id=finding.order, message_id=finding.message,
        ours=finding.ours[:200], theirs=finding.theirs[:200], seen_at=now,
    )  # fmt: skip


def _found_again(run, row, finding, now):
    """Bring a known row up to date; the lines of its history."""
    figures = (finding.ours[:200], finding.theirs[:200])
    is_other = figures != (row.ours, row.theirs)
    reopened = row.state == State.RESOLVED or (row.state == State.EXPLAINED and is_other)
    kinds = [
        kind
        for kind, applies in ((Event.CHANGED, is_other), (Event.FOUND_AGAIN, reopened))
        if applies
    ]
    row.ours, row.theirs = figures
    row.run, row.seen_at, row.message_id = run, now, finding.message
    if reopened:
        row.state, row.closed_at = State.OPEN, None
    row.save()
    return [DiscrepancyEvent(discrepancy=row, kind=kind, text=_figures(row)) for kind in kinds]


def _close(rows, now):
    rows = list(rows.select_for_update().order_by("pk"))
    Discrepancy.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.RESOLVED, closed_at=now
    )
    return [DiscrepancyEvent(discrepancy=row, kind=Event.GONE) for row in rows]


def _figures(row):
    return " ≠ ".join(text for text in (row.ours, row.theirs) if text)


def _by_kind(unique):
    return dict(Counter(kind for kind, _subject in unique))
