"""Which goods a saved search knows, and which are new to it.

A time stamp would not do: a good may be indexed long after one that was published later. So known
goods are recorded one by one, as far back as a good counts as new."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog.models import Product
from search.models import KnownGood, SavedSearch
from search.retrieval.goods import find

NEW_FOR = timedelta(days=30)  # after it was first shown
LATE = timedelta(days=1)  # so long may a good shown before the search was kept wait for the index
PAGE_SIZE, MAX_PAGES = 200, 10  # of goods that are looked through, newest first
ALIKE = ("strict", "corrected")  # goods that match in part are no news


class SearchDegradedError(Exception):
    """The configured engine is out: what is new can't be known now."""


def new_matches(search: SavedSearch, now: datetime) -> dict[int, datetime]:
    """pk → first shown, newest first: goods that match, are new, and that the search doesn't know.

    Raises SearchDegradedError."""
    known = set(search.known.values_list("product", flat=True))
    since = max(now - NEW_FOR, search.since - LATE)
    return {pk: at for pk, at in _matches(search, since).items() if pk not in known}


def _matches(search: SavedSearch, since: datetime) -> dict[int, datetime]:
    matches: dict[int, datetime] = {}
    for page in range(1, MAX_PAGES + 1):
        response = find(replace(search.query, sort="newest", page=page, size=PAGE_SIZE))
        if response.degraded:
            raise SearchDegradedError
        if response.answer.match not in ALIKE:
            break
        pks = [pk for pk, _score in response.answer.result.hits]
        shown = _first_shown(pks, since)
        matches |= shown
        if len(pks) < PAGE_SIZE or not shown:
            break
    return matches


def _first_shown(pks: list[int], since: datetime) -> dict[int, datetime]:
    goods = Product.objects.on_display().filter(pk__in=pks)
    goods = goods.annotate(shown_at=Coalesce("first_published_at", "created_at"))
    goods = goods.filter(shown_at__gt=since).order_by("-shown_at", "-pk")
    return dict(goods.values_list("pk", "shown_at"))


def learn(search: SavedSearch) -> None:
    """What matches now is no news. While the engine is out that is left to the first look for news,
    which treats as known what was published before the search was saved."""
    now = timezone.now()
    try:
        goods = new_matches(search, now)
    except SearchDegradedError:
        return
    remember(search, goods)
    SavedSearch.objects.filter(pk=search.pk).update(learnt_at=now)


def remember(search: SavedSearch, goods: dict[int, datetime], only_once: bool = False) -> None:
    """only_once: raises IntegrityError where another has remembered one of them before."""
    rows = [KnownGood(search=search, product=pk, shown_at=at) for pk, at in goods.items()]
    KnownGood.objects.bulk_create(rows, ignore_conflicts=not only_once)


def delete_old() -> int:
    """What is new no longer need not be known; a day more, for clocks that differ."""
    long_ago = timezone.now() - NEW_FOR - timedelta(days=1)
    return KnownGood.objects.filter(shown_at__lt=long_ago).delete()[0]
