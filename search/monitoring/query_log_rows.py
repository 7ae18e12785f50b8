"""Notes become rows: one for each text, counted up by the database, and never too many."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import F
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


def write_missed(counts: Mapping[Missed, int]) -> int:
    now, saved = timezone.now(), 0
    free = MAX_ROWS - MissedQuery.objects.count() if counts else 0
    for missed, times in counts.items():
        rows = MissedQuery.objects.filter(text=missed.text, language=missed.language)
        if not rows.exists():
            if free <= 0:
                continue
            free -= 1
            new = MissedQuery(text=missed.text, language=missed.language)
            MissedQuery.objects.bulk_create([new], ignore_conflicts=True)
        saved += rows.update(count=F("count") + times, last_at=now, partial=missed.partial)
    return saved


def write_slow(times_taken: Mapping[Slow, list[int]]) -> int:
    now, saved = timezone.now(), 0
    free = MAX_ROWS - SlowQuery.objects.count() if times_taken else 0
    for slow, taken in times_taken.items():
        rows = SlowQuery.objects.filter(text=slow.text, engine=slow.engine)
        if not rows.exists():
            if free <= 0:
                continue
            free -= 1
            new = SlowQuery(text=slow.text, engine=slow.engine)
            SlowQuery.objects.bulk_create([new], ignore_conflicts=True)
        slowest = Greatest(F("slowest_ms"), max(taken))
        times = F("count") + len(taken)
        saved += rows.update(count=times, slowest_ms=slowest, last_ms=taken[-1], last_at=now)
    return saved


def delete_old() -> int:
    """What was not searched for again within SEARCH_NOTES_DAYS goes; also what is ignored."""
    long_ago = timezone.now() - timedelta(days=settings.SEARCH_NOTES_DAYS)
    gone, _ = MissedQuery.objects.filter(last_at__lt=long_ago).delete()
    slow, _ = SlowQuery.objects.filter(last_at__lt=long_ago).delete()
    return gone + slow
