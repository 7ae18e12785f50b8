"""Looking for new goods that match a saved search. Whoever looks writes the mail and moves the
searches on in one transaction; a second worker finds them moved and writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.models import Product
from search.finding import find

from .models import News, SavedSearch

EVERY = timedelta(hours=1)  # a search is looked at
BETWEEN = timedelta(hours=23)  # two mails to one person; the day's row keeps a day to one
MOST_USERS = 500  # of one run
SHOWN = 12  # goods of one search in a mail
TOLD_ALIKE = ("strict", "corrected")  # goods that match in part are no news


class Moved(Exception):
    """Another worker has told of these goods."""


class OnReserve(Exception):
    """The engine is out: nothing can be said about news now."""


def look_for_news(now: datetime | None = None) -> int:
    """Write the mails that are due; the number written. Safe with several workers."""
    now = now or timezone.now()
    written = 0
    try:
        for user in _due_users(now):
            written += _look(user, now)
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


def _look(user: int, now: datetime) -> bool:
    searches = list(SavedSearch.objects.watched().filter(user=user).select_related("user"))
    found = [(search, *_new_goods(search)) for search in searches]
    told = [entry for entry in found if entry[1]]
    try:
        with transaction.atomic():
            if told:
                _write(user, told, now)
            SavedSearch.objects.filter(pk__in=[s.pk for s in searches]).update(looked_at=now)
    except (Moved, IntegrityError):
        return False
    return bool(told)


def _new_goods(search: SavedSearch) -> tuple[list[int], datetime | None, bool]:
    """(goods first shown since, the latest such moment, whether there are more of them)."""
    asked = replace(search.query, sort="newest", page=1, size=SHOWN + 1)
    answered = find(asked)
    if answered.degraded:
        raise OnReserve
    if answered.answer.match not in TOLD_ALIKE:
        return [], None, False
    shown = _first_shown(pk for pk, _score in answered.answer.found.hits)
    new = {pk: at for pk, at in shown if at > search.seen_until}
    return list(new)[:SHOWN], max(new.values(), default=None), len(new) > SHOWN


def _first_shown(pks: Iterable[int]) -> Iterator[tuple[int, datetime]]:
    goods = Product.objects.on_display().filter(pk__in=list(pks))
    first = Coalesce("first_published_at", "created_at")
    return goods.annotate(shown_at=first).order_by("-shown_at", "-pk").values_list("pk", "shown_at")


def _write(user: int, told, now: datetime) -> None:
    """seen_until moves to the newest good that was found, not to now: what is published but not yet
    indexed is told of next time."""
    News.objects.create(
        user_id=user,
        day=timezone.localdate(now),
        created_at=now,
        found=[
            {"search": search.pk, "goods": goods, "more": more}
            for search, goods, _until, more in told
        ],
    )
    for search, _goods, until, _more in told:
        mine = SavedSearch.objects.filter(pk=search.pk, seen_until=search.seen_until)
        if not mine.update(seen_until=until):
            raise Moved
