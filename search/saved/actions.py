"""Saving, pausing and resuming a search. A repeated click changes nothing more."""

import hashlib

from django.db import transaction
from django.utils import timezone

from core.models import User
from search.models import SavedSearch

from .matches import learn

MAX_SAVED = 30


class TooManySavedSearchesError(Exception):
    """This user has as many saved searches as allowed."""


def save(*, user, state: str, name: str) -> tuple[SavedSearch, bool]:
    """The search and whether it is new. Raises TooManySavedSearchesError."""
    digest = hashlib.sha256(state.encode()).hexdigest()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)  # two at once must not pass the limit
        existing = SavedSearch.objects.filter(user=user, digest=digest).first()
        if existing:
            return existing, False  # a double click, or the same filters in another order
        if SavedSearch.objects.filter(user=user).count() >= MAX_SAVED:
            raise TooManySavedSearchesError
        search = SavedSearch.objects.create(user=user, digest=digest, state=state, name=name[:80])
    learn(search)
    return search, True


def pause(search: SavedSearch) -> None:
    """No more emails about it, until it is resumed."""
    SavedSearch.objects.filter(pk=search.pk, paused_at=None).update(paused_at=timezone.now())


def resume(search: SavedSearch) -> None:
    """Mails again, about goods that are new from now on; not about those of the pause."""
    paused = SavedSearch.objects.filter(pk=search.pk).exclude(paused_at=None)
    if paused.update(paused_at=None, since=timezone.now(), learnt_at=None):
        learn(search)


def pause_all(user) -> None:
    SavedSearch.objects.filter(user=user, paused_at=None).update(paused_at=timezone.now())
