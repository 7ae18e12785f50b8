"""Looking for new goods that match a saved search. Whoever looks writes the mail and what the
searches know from now on in one transaction; a second worker finds it known and writes nothing."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import IntegrityError, transaction
from django.db.models import F, Min, Q
from django.utils import timezone

from search.models import News, SavedSearch

from .matches import OnReserve, new_matches, remember

logger = logging.getLogger(__name__)
EVERY = timedelta(hours=1)  # a search is looked at
BETWEEN = timedelta(hours=23)  # two mails to one person; the day's row keeps a day to one
MOST_USERS = 500  # of one run
SHOWN = 12  # goods of one search in a mail


@dataclass(frozen=True)
class Look:
    """unknown: pk → first shown, of goods that the search met for the first time, newest first."""

    search: SavedSearch
    unknown: dict[int, datetime]

    @property
    def told(self) -> list[int]:
        """Not what was there before the search was kept, as long as it has not learnt that."""
        since = None if self.search.learnt_at else self.search.since
        return [pk for pk, at in self.unknown.items() if since is None or at > since]

    @property
    def entry(self) -> dict:
        return {
            "search": self.search.pk,
            "goods": self.told[:SHOWN],
            "more": len(self.told) > SHOWN,
        }


def look_for_news(now: datetime | None = None) -> int:
    """Write the mails that are due; the number written. Safe with several workers."""
    now = now or timezone.now()
    written = 0
    try:
        for user in _due_users(now):
            written += _look_for(user, now)
    except OnReserve:
        pass  # the next run looks again
    return written


def _due_users(now: datetime) -> list[int]:
    told = News.objects.filter(created_at__gt=now - BETWEEN).values("user")
    due = SavedSearch.objects.watched().exclude(user__in=told)
    due = due.filter(Q(looked_at=None) | Q(looked_at__lt=now - EVERY))
    longest = due.values("user").annotate(last=Min("looked_at"))
    longest = longest.order_by(F("last").asc(nulls_first=True), "user")  # else the last never come
    return list(longest.values_list("user", flat=True)[:MOST_USERS])


def _look_for(user: int, now: datetime) -> bool:
    """Whether there is a mail for this person. A fault here is not the next person's."""
    searches = SavedSearch.objects.watched().filter(user=user).select_related("user")
    looks = [look for search in searches if (look := _look_at(search, now))]
    try:
        with transaction.atomic():
            written = _write(user, looks, now)
            SavedSearch.objects.filter(user=user).update(looked_at=now)
    except IntegrityError:
        return False  # another worker has told of these goods
    except SoftTimeLimitExceeded:
        raise  # the run's own time is over, whoever it fell on
    except Exception:  # one person's fault is not the next one's
        logger.exception("no news could be written for user %s", user)
        SavedSearch.objects.filter(user=user).update(looked_at=now)  # behind the others
        return False
    return written


def _look_at(search: SavedSearch, now: datetime) -> Look | None:
    """Raises what is no fault of this search: OnReserve, and that the run's time is over."""
    try:
        return Look(search, new_matches(search, now))
    except (OnReserve, SoftTimeLimitExceeded):
        raise
    except Exception:  # nor one search's the others'
        logger.exception("saved search %s can't be asked", search.pk)
        return None


def _write(user: int, looks: list[Look], now: datetime) -> bool:
    found = [look.entry for look in looks if look.told]
    if found:
        day = timezone.localdate(now)
        News.objects.create(user_id=user, day=day, created_at=now, found=found)
    for look in looks:
        remember(look.search, look.unknown, only_once=bool(look.told))
    unlearnt = [look.search.pk for look in looks if not look.search.learnt_at]
    SavedSearch.objects.filter(pk__in=unlearnt).update(learnt_at=now)
    return bool(found)
