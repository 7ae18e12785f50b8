"""What defines a kind of document: which rows, whose changes affect it, how a hit is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Model, Q, QuerySet

from search.documents.schema import BOTH
from search.documents.source import DocumentSource

Watch = Mapping[type[Model], Callable[[Model], Iterable[int]]]


@dataclass(frozen=True)
class ResultCard:
    """A hit in plain values, in the visitor's language. An excerpt is taken from `body` where
    neither title nor text matches. Kinds add what their template shows besides."""

    title: str
    url: str
    text: str = ""
    body: str = ""


class SourceReader:
    """One kind. An instance lives for one batch or one page and may keep what it has read, which
    is never older than the documents it makes."""

    kind: ClassVar[str]
    tab: ClassVar[str]  # where the site-wide search shows it
    template: ClassVar[str] = ""
    names: ClassVar[tuple[str, ...]] = ()  # searched in the database while no engine answers
    ends: ClassVar[bool] = False  # ends some day, and then ranks behind what has not ended

    def shown(self) -> QuerySet:
        """What visitors may find at this moment, and nothing else."""
        raise NotImplementedError

    def sources(self, pks: Iterable[int]) -> list[DocumentSource]:
        """Those among these that are shown, in a fixed number of queries."""
        raise NotImplementedError

    def cards(self, pks: Iterable[int]) -> dict[int, ResultCard]:
        """What is still shown, by pk, in a fixed number of queries."""
        raise NotImplementedError

    def over(self, pks: Iterable[int]) -> set[int]:
        """Those among these that are past; for kinds with `ends`."""
        raise NotImplementedError

    def named(self, terms: Iterable[str]) -> QuerySet:
        """Those with every term in one of their names, while no engine answers."""
        matches = self.shown()
        for term in terms:
            matches = matches.filter(
                reduce(or_, (Q(**{f"{n}__icontains": term}) for n in self.names))
            )
        return matches.distinct()

    def newest(self, matches: QuerySet) -> QuerySet:
        """The order of results without an engine."""
        return matches.order_by("-pk")

    @classmethod
    def watched(cls) -> Watch:
        """Model → the keys of this kind that a saved or deleted instance concerns."""
        raise NotImplementedError


def itself(instance: Model) -> list[int]:
    return [instance.pk]


def language_of(zh: str, en: str) -> str:
    """Of a row with a title in two languages, one of which may be missing."""
    return BOTH if zh and en else "en" if en else "zh-hans"
