"""A query as engines carry it out: concepts, each with the fields and tokens that may match it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PriceRange = tuple[int | None, int | None]


@dataclass(frozen=True)
class Alternative:
    """All tokens must stand in the field."""

    field: str
    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Concept:
    """One word or phrase of the query; its best alternative counts.

    size: Chinese characters, or Latin letters / 2.
    """

    text: str
    size: float
    any_of: tuple[Alternative, ...]
    kind: Literal["zh", "latin", "size", "code", "synonym"] = "zh"


@dataclass(frozen=True)
class Reading:
    """A condition that the words of a query state; a filter, without a say in the order.

    typed: its words, by which it can be left off. price: fen, both ends included. months: an age,
    its end not included; ages: the same as tokens, of which one must match. origins: countries,
    brands and terms: names, all of which are excluded.
    """

    kind: Literal["price", "age", "exclusion"]
    typed: str
    price: PriceRange = (None, None)
    months: tuple[int, int] | None = None
    ages: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    excluded: tuple[Concept, ...] = ()


@dataclass(frozen=True)
class QueryPlan:
    """All concepts must match, and all readings hold; none at all means browsing."""

    text: str = ""
    concepts: tuple[Concept, ...] = ()
    readings: tuple[Reading, ...] = ()
    like: Mapping[str, tuple[str, ...]] | None = None  # field → tokens: goods that resemble

    def only(self, concepts) -> "QueryPlan":
        """Of these concepts alone, whatever the readings."""
        return QueryPlan(self.text, tuple(concepts))
