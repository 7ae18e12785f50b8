"""A query of the goods list: text, filters, sorting, page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["relevance", "price_up", "price_down", "newest", "sales"]

SORTS: tuple[Sort, ...] = ("relevance", "price_up", "price_down", "newest", "sales")
FACETS = ("category", "brand", "origin", "mode", "price", "center", "stock")
MAX_PAGES = 400  # Elasticsearch returns no hit beyond 10,000; both engines keep this limit


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
    literal: frozenset[str] = frozenset()  # readings left off, by what was typed of them

    @property
    def offset(self) -> int:
        return (max(1, min(self.page, MAX_PAGES)) - 1) * self.size

    @property
    def is_filtered(self) -> bool:
        return any(self.filters.values()) or self.price != (None, None)
