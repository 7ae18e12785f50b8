"""What a kind of document is: who reads it, whose changes concern it, how a hit is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Model, Q, QuerySet

from search.documents.schema import BOTH
from search.documents.source import Source

Watch = Mapping[type[Model], Callable[[Model], Iterable[int]]]


@dataclass(frozen=True)
class Card:
    """A hit in plain values, in the visitor's language. `body` is looked into for an excerpt where
    neither title nor text holds what was asked for. Kinds add what their template shows besides."""

    title: str
    url: str
    text: str = ""
    body: str = ""


class Reader:
    """One kind. An instance lives for one batch or one page and may keep what it has read, which
    is never older than the documents it makes."""

    kind: ClassVar[str]
    tab: ClassVar[str]  # where the site-wide search shows it
    template: ClassVar[str] = ""
    names: ClassVar[tuple[str, ...]] = ()  # searched in the database while no engine answers
    ends: ClassVar[bool] = False  # is over some day, and found behind what is not

    def shown(self) -> QuerySet:
        """What visitors may find at this moment, and nothing else."""
        raise NotImplementedError

    def sources(self, pks: Iterable[int]) -> list[Source]:
        """Those among these that are shown, in a fixed number of queries."""
        raise NotImplementedError

    def cards(self, pks: Iterable[int]) -> dict[int, Card]:
        """What is still shown, by pk, in a fixed number of queries."""
        raise NotImplementedError

    def over(self, pks: Iterable[int]) -> set[int]:
        """Those among these that are past; for kinds with `ends`."""
        raise NotImplementedError

    def named(self, words: Iterable[str]) -> QuerySet:
        """Those with every word in one of their names, for hours without an engine."""
        found = self.shown()
        for word in words:
            found = found.filter(reduce(or_, (Q(**{f"{n}__icontains": word}) for n in self.names)))
        return found.distinct()

    def newest(self, found: QuerySet) -> QuerySet:
        """The order of what was found without an engine."""
        return found.order_by("-pk")

    @classmethod
    def watched(cls) -> Watch:
        """Model → the keys of this kind that a saved or deleted instance concerns."""
        raise NotImplementedError


def itself(instance: Model) -> list[int]:
    return [instance.pk]


def language_of(zh: str, en: str) -> str:
    """Of a row with a title in two languages, one of which may be missing."""
    return BOTH if zh and en else "en" if en else "zh-hans"
