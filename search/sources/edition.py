"""The edition on display, on which booths, sessions and halls hang."""

from collections.abc import Callable
from functools import cached_property

from django.db.models import Model

from expo.models import EditionPage, HomePage
from expo.pages.home import current_edition

from .base import SourceReader


class EditionReader(SourceReader):
    @cached_property
    def edition(self) -> EditionPage | None:
        return current_edition()


def all_of(model: type[Model]) -> Callable[[Model], list[int]]:
    """Another edition may be on display: those of the one before go, those of the new one come."""
    return lambda _changed: list(model._default_manager.values_list("pk", flat=True))


def when_edition_changes(model: type[Model]):
    return dict.fromkeys((HomePage, EditionPage), all_of(model))
