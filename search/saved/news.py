"""Looking for new goods that match a saved search. The email's row and what the searches know from
now on are written in one transaction; a second worker finds it known and writes nothing."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from search.models import SavedSearch, SavedSearchNews

from .matches import SearchDegradedError, new_matches, remember

logger = logging.getLogger(__name__)
EVERY = timedelta(hours=1)  # a search is looked at
BETWEEN = timedelta(hours=23)  # two emails to one person; the day's row limits a day to one
MAX_USERS = 500  # of one run
SHOWN = 12  # goods of one search in an email


@dataclass(frozen=True)
class SearchCheck:
    """unknown: pk → first shown, of goods that the search met for the first time, newest first."""

    search: SavedSearch
    unknown: dict[int, datetime]

    @property
    def announced(self) -> list[int]:
        """Without what was there before the search was saved, until the search knows that."""
        since = None if self.search.learnt_at else self.search.since
        return [pk for pk, at in self.unknown.items() if since is None or at > since]

    @property
    def entry(self) -> dict:
        return {
            "search": self.search.pk,
            "goods": self.announced[:SHOWN],
            "more": len(self.announced) > SHOWN,
        }


def notify_saved_searches(now: datetime | None = None) -> int:
    """Write the emails that are due; returns their number. Safe with several workers."""
    now = now or timezone.now()
    written = 0
    try:
        for user in _due_users(now):
            written += _look_for(user, now)
    except SearchDegradedError:
        pass  # the next run looks again
    return written


def _due_users(now: datetime) -> list[int]:
    emailed = SavedSearchNews.objects.filter(created_at__gt=now - BETWEEN).values("user")
    due = SavedSearch.objects.watched().exclude(user__in=emailed)
    due = due.filter(Q(looked_at=None) | Q(looked_at__lt=now - EVERY))
    longest = due.values("user").annotate(last=Min("looked_at"))
    longest = longest.order_by(F("last").asc(nulls_first=True), "user")  # else the last never come
    return list(longest.values_list("user", flat=True)[:MAX_USERS])


def _look_for(user: int, now: datetime) -> bool:
    """Whether there is an email for this person. An error here doesn't affect the next person."""
    searches = SavedSearch.objects.watched().filter(user=user).select_related("user")
    checks = [check for search in searches if (check := _look_at(search, now))]
    try:
        with transaction.atomic():
            written = _write(user, checks, now)
            SavedSearch.objects.filter(user=user).update(looked_at=now)
    except IntegrityError:
        return False  # another worker has written about these goods
    except SoftTimeLimitExceeded:
        raise  # the run's own time is over
    except Exception:  # one person's error must not stop the others
        logger.exception("no news could be written for user %s", user)
        SavedSearch.objects.filter(user=user).update(looked_at=now)  # behind the others
        return False
    return written


def _look_at(search: SavedSearch, now: datetime) -> SearchCheck | None:
    """Raises only what is no error of this search: SearchDegradedError and the time limit."""
    try:
        return SearchCheck(search, new_matches(search, now))
    except (SearchDegradedError, SoftTimeLimitExceeded):
        raise
    except Exception:  # nor one search's error the others
        logger.exception("saved search %s can't be searched", search.pk)
        return None


def _write(user: int, checks: list[SearchCheck], now: datetime) -> bool:
    entries = [check.entry for check in checks if check.announced]
    if entries:
        day = timezone.localdate(now)
        SavedSearchNews.objects.create(user_id=user, day=day, created_at=now, matches=entries)
    for check in checks:
        remember(check.search, check.unknown, only_once=bool(check.announced))
    unlearnt = [check.search.pk for check in checks if not check.search.learnt_at]
    SavedSearch.objects.filter(pk__in=unlearnt).update(learnt_at=now)
    return bool(entries)
