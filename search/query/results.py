"""What the search answers: hits, facets, and how well they match."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .plan import Reading

Match = Literal["strict", "corrected", "partial", "none"]


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
    """title_marked: safe HTML, the title with the matching parts in <mark>."""

    sku: str
    pk: int
    score: float
    title_marked: str


@dataclass(frozen=True)
class GoodsResult:
    """total counts full hits only; goods that match in part are counted in partial_total.
    readings: the conditions that were read from the words and hold for all hits."""

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
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class EngineResult:
    """An engine's response: hits are (number, score), facets are value → count.

    A number is a good's pk; `documents.schema.kind_and_pk` reads those of other kinds.
    """

    hits: tuple[tuple[int, float], ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
