"""Notes become rows: one for each text, counted up by the database, and never too many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F, Model
from django.db.models.functions import Greatest
from django.utils import timezone

from search.models import MissedQuery, SlowQuery

MAX_ROWS = 5000  # of each table: beyond it only known texts count on


@dataclass(frozen=True)
class Missed:
    text: str
    language: str
    partial: bool


@dataclass(frozen=True)
class Slow:
    text: str
    engine: str


def write_missed(times_taken: Mapping[Missed, list[int]]) -> int:
    return _write(
        MissedQuery,
        [
            (
                {"text": missed.text, "language": missed.language},
                {"count": F("count") + len(taken), "partial": missed.partial},
            )
            for missed, taken in times_taken.items()
        ],
    )


def write_slow(times_taken: Mapping[Slow, list[int]]) -> int:
    return _write(
        SlowQuery,
        [
            (
                vars(slow),
                {
                    "count": F("count") + len(taken),
                    "slowest_ms": Greatest(F("slowest_ms"), max(taken)),
                    "last_ms": taken[-1],
                },
            )
            for slow, taken in times_taken.items()
        ],
    )


def _write(model: type[Model], records: list[tuple[dict, dict]]) -> int:
    """records: what identifies a row, and how it changes. Returns the number of rows written."""
    now, written = timezone.now(), 0
    free = MAX_ROWS - model._default_manager.count() if records else 0
    for key, changes in records:
        rows = model._default_manager.filter(**key)
        if not rows.exists():
            if free <= 0:
                continue
            free -= 1
            # another process may have made the same row meanwhile
            model._default_manager.bulk_create([model(**key)], ignore_conflicts=True)
        written += rows.update(last_at=now, **changes)
    return written


def delete_old() -> int:
    """What was not searched for again within SEARCH_NOTES_DAYS goes; also what is ignored."""
    long_ago = timezone.now() - timedelta(days=settings.SEARCH_NOTES_DAYS)
    gone, _ = MissedQuery.objects.filter(last_at__lt=long_ago).delete()
    slow, _ = SlowQuery.objects.filter(last_at__lt=long_ago).delete()
    return gone + slow
