"""What defines a kind of document: which rows, whose changes affect it, how a hit is shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_
from typing import ClassVar

from django.db.models import Model, Q, QuerySet

from expo.models import EditionPage, HomePage
from expo.pages.home import current_edition
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
    label: str = ""  # what sort of page it is


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

    def source_of(self, pk: int, zh: str, en: str, **known) -> DocumentSource:
        """A row of this kind with a title in two languages, and what else is known of it."""
        return DocumentSource(
            kind=self.kind,
            tab=self.tab,
            pk=pk,
            name_zh=zh,
            name_en=en,
            language=language_of(zh, en),
            **known,
        )

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


# -- kinds that hang on the edition on display ---------------------------------------------------


class EditionReader(SourceReader):
    @cached_property
    def edition(self) -> EditionPage | None:
        return current_edition()


def all_of(model: type[Model]) -> Callable[[Model], list[int]]:
    """Another edition may be on display: those of the one before go, those of the new one come."""
    return lambda _changed: list(model._default_manager.values_list("pk", flat=True))


def when_edition_changes(model: type[Model]):
    return dict.fromkeys((HomePage, EditionPage), all_of(model))
