"""What can be asked of the search, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["relevance", "price_up", "price_down", "newest", "sales"]
Match = Literal["strict", "corrected", "partial", "none"]

SORTS: tuple[Sort, ...] = ("relevance", "price_up", "price_down", "newest", "sales")
FACETS = ("category", "brand", "origin", "mode", "price", "center", "stock")
MOST_PAGES = 400  # Elasticsearch refuses beyond 10,000 hits; both engines keep to it


@dataclass(frozen=True)
class GoodsQuery:
    """filters: facet → chosen values, several in one facet mean "or". price: fen, with tax."""

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    price: tuple[int | None, int | None] = (None, None)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 24
    language: str = "zh-hans"
    kind: str = "goods"
    exact: bool = False  # search for what was typed, without correcting it

    @property
    def offset(self) -> int:
        return (max(1, min(self.page, MOST_PAGES)) - 1) * self.size

    @property
    def narrowed(self) -> bool:
        return any(self.filters.values()) or self.price != (None, None)


@dataclass(frozen=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Hit:
    """title_marked: safe HTML, the title with the found parts in <mark>."""

    sku: str
    pk: int
    score: float
    title_marked: str


@dataclass(frozen=True)
class GoodsResult:
    """total counts full hits only; goods that match in part are counted in partial_total."""

    hits: tuple[Hit, ...]
    total: int
    pages: int
    facets: tuple[Facet, ...]
    match: Match
    corrected_to: str | None
    took_ms: int
    engine: str
    degraded: bool
    partial_total: int = 0


@dataclass(frozen=True)
class Found:
    """An engine's answer: hits are (number, score), facets are value → count.

    A number is a good's pk; `documents.kind_and_pk` reads those of other kinds.
    """

    hits: tuple[tuple[int, float], ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Alternative:
    """All tokens must stand in the field."""

    field: str
    tokens: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Concept:
    """One thing asked for; the best alternative counts.

    size: zh characters, or latin letters / 2.
    """

    text: str
    size: float
    any_of: tuple[Alternative, ...]
    kind: Literal["zh", "latin", "size", "code", "synonym"] = "zh"


@dataclass(frozen=True)
class Plan:
    """All concepts must match; none at all means browsing."""

    text: str = ""
    concepts: tuple[Concept, ...] = ()
    like: Mapping[str, tuple[str, ...]] | None = None  # field → tokens: goods that resemble

    def only(self, concepts) -> "Plan":
        return Plan(self.text, tuple(concepts))
