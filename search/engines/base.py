"""The protocol of engines. An engine knows no Chinese and no spelling: it executes query plans.

Two engines must agree on every total, every facet count and, but for ties, every order, so what
both must do alike (sort fields, facet order, filters) stands here.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from search.documents.schema import FILTER_FIELDS
from search.query.goods_query import GoodsQuery
from search.query.plan import PriceRange, QueryPlan
from search.query.results import EngineResult

TEMPORARY = "expo-trial"  # prefix of engines that are not the site's
TIE_BREAKER = 0.15
SORT_BY = {
    "price_up": ("price_up_key", "asc"),
    "price_down": ("price_down_key", "desc"),
    "newest": ("published_key", "desc"),
    "sales": ("sales_key", "desc"),
}
MAX_FACET_VALUES = 1000
DEAREST = 2**60

Change = tuple[str, dict | None]  # key, document; None: no longer in the index


class EngineError(Exception):
    """The engine can't answer: not reachable, too slow, or its index is missing or damaged."""


class WriterBusyError(EngineError):
    """Another process is writing, and will index these changes too."""


class IndexDamagedError(EngineError):
    """The index is missing, broken or of another schema; a rebuild would help."""


class IndexMissingError(IndexDamagedError):
    """Nobody has built one yet, or it is gone."""


class Engine(Protocol):
    name: str

    @classmethod
    def arguments_from_settings(cls) -> tuple:
        """What the site's own engine is constructed with; hashable."""

    @classmethod
    def temporary(cls) -> AbstractContextManager["Engine"]:
        """An empty engine in a place of its own, gone afterwards: for `score_search`."""

    def find(self, plan: QueryPlan, query: GoodsQuery) -> EngineResult: ...

    def count(self, plan: QueryPlan, kind: str = "goods") -> int:
        """How many match, whatever filters are chosen."""

    def counts(self, plans: Iterable[QueryPlan], kind: str = "goods") -> Iterable[int]:
        """The same for many plans in one go; lazily where that costs nothing."""

    def tally(self, plan: QueryPlan, kinds: Iterable[str]) -> list[int]:
        """How many of each of these kinds or tabs match, in one go."""

    def writing(self, wait: bool = False) -> AbstractContextManager[None]:
        """Enter before reading what to write. Raises WriterBusyError while others write."""

    def write(
        self, changes: Iterable[Change], version: int, generation: str | None = None
    ) -> set[str]:
        """Write to one generation, or to the current one and one under construction.

        An older version never overwrites a newer one; returns the keys rejected for that.
        """

    def new_generation(self) -> str:
        """An empty index beside the current one; whatever else lies about is removed."""

    def building(self) -> str | None:
        """The generation under construction."""

    def publish(self, generation: str) -> None:
        """Raises EngineError unless it is the one under construction, or current already."""

    def abandon(self, generation: str) -> None:
        """Remove one under construction, with all it takes."""

    def tidy(self) -> list[str]:
        """Remove generations that are neither current nor under construction; their names."""

    def size(self, generation: str | None = None) -> int:
        """Number of documents, all kinds."""

    def current(self) -> str | None:
        """The published generation; its name holds the schema digest it was built with."""

    def ping(self) -> None:
        """Raises EngineError when a search would."""


def sort_of(plan: QueryPlan, query: GoodsQuery) -> tuple[str, str] | None:
    """The field to sort by; None: by score. Browsing has no score, so it goes by rank."""
    if query.sort in SORT_BY:
        return SORT_BY[query.sort]
    return None if plan.concepts or plan.like else ("rank_key", "desc")


def chosen(query: GoodsQuery) -> dict[str, object]:
    """Facet → its chosen values; the price range belongs to the facet `price`."""
    filters: dict[str, object] = {
        name: values for name, values in query.filters.items() if values and name in FILTER_FIELDS
    }
    if query.price != (None, None):
        filters["price"] = True
    return filters


def price_range(price: PriceRange) -> tuple[int, int]:
    """Fen, both ends included. What has no price is stored as 0, and lies in no range."""
    low, high = price
    return max(low or 0, 1), DEAREST if high is None else high


def by_count(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
