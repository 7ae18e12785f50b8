"""Filters of the goods list: facets as trees and lists of boxes, chips for what is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from search.analysis.pinyin import initials, spell
from search.analysis.tokenization import fold
from search.query.goods_query import FACETS, GoodsQuery
from search.query.params import Links
from search.query.results import EngineResult, Facet, FacetValue
from search.query.spelling import is_chinese
from search.retrieval import facet_labels

SORT_LABELS = {
    "relevance": gettext_lazy("Best match"),
    "newest": pgettext_lazy("sorting", "Newest"),
    "sales": gettext_lazy("Best-selling"),
    "price_up": gettext_lazy("Price, low to high"),
    "price_down": gettext_lazy("Price, high to low"),
}
SHOWN_VALUES, SHOWN_SHELVES, MAX_VALUES = 8, 16, 60
SEARCHABLE_FROM = 12  # a facet with more values than these has a search line of its own
OPEN_FACETS = ("center", "stock", "mode", "category", "origin")
SEARCHABLE_FACETS = ("brand", "origin")
QUICK = (("stock", "true"),)  # offered as chips until they are chosen


@dataclass(frozen=True)
class FilterChip:
    label: str
    url: str
    on: bool = False
    count: int | None = None
    off: bool = False
    sign: str = ""


@dataclass(frozen=True)
class FacetOption(FacetValue):
    """A check box of a facet. depth: below the first level of the category tree; within: a choice
    lies below it."""

    depth: int = 0
    within: bool = False


@dataclass(frozen=True)
class FacetPanel:
    """A facet of the side: its first values, and those behind "more".

    search_text: what was typed into the facet's own search box; is_searchable: whether it has one.
    """

    name: str
    label: str
    open: bool
    first: tuple[FacetOption, ...]
    more: tuple[FacetOption, ...] = ()
    is_searchable: bool = False
    search_text: str = ""


def innermost_categories(query: GoodsQuery) -> GoodsQuery:
    """A category chosen together with one above it means the inner one: who opens “Food” and ticks
    “Honey” wants honey, not all food."""
    chosen = query.filters.get("category", frozenset())
    if len(chosen) < 2:
        return query
    shelves = facet_labels.names().categories
    paths = {value: shelves[value].path for value in chosen if value in shelves}
    kept = frozenset(
        value
        for value in chosen
        if value not in paths
        or not any(p != paths[value] and p.startswith(paths[value]) for p in paths.values())
    )
    return replace(query, filters={**query.filters, "category": kept})


@lru_cache(maxsize=20_000)
def spellings(name: str) -> tuple[str, ...]:
    """How one may begin to write a name: as it stands, in pinyin, by initials."""
    folded = fold(name)
    if not is_chinese(folded):
        return (folded,)
    return folded, spell(folded), initials(folded)


def matches_name(typed: str, *names: str) -> bool:
    for name in filter(None, names):
        whole, *pinyin = spellings(name)
        if typed in whole or any(sound.startswith(typed) for sound in pinyin):
            return True
    return False


class GoodsFilters:
    """facet_queries: facet → what is typed into its own search box."""

    def __init__(
        self,
        result: EngineResult,
        query: GoodsQuery,
        links: Links,
        facet_queries: Mapping[str, str],
    ):
        self.query, self.links, self.facet_queries = query, links, facet_queries
        self.facets: tuple[Facet, ...] = facet_labels.facets(result, query)

    # -- the side --------------------------------------------------------------------------------

    @cached_property
    def panels(self) -> list[FacetPanel]:
        panels = [self.panel(facet.name) for facet in self.facets]
        return [panel for panel in panels if panel.first or panel.is_searchable]

    def panel(self, name: str) -> FacetPanel:
        facet = next(facet for facet in self.facets if facet.name == name)
        if name == "category":
            options, shown = self._opened_shelves(facet.values), SHOWN_SHELVES
        else:
            options, shown = self._listed(facet), SHOWN_VALUES
        search_text = self.facet_queries.get(name, "") if name in SEARCHABLE_FACETS else ""
        return FacetPanel(
            name,
            facet.label,
            self._stands_open(name, options) or bool(search_text),
            options[:shown],
            options[shown:MAX_VALUES],
            name in SEARCHABLE_FACETS and len(facet.values) > SEARCHABLE_FROM,
            search_text,
        )

    def _stands_open(self, name: str, options: tuple[FacetOption, ...]) -> bool:
        ranged = name == "price" and self.query.price != (None, None)
        return name in OPEN_FACETS or ranged or any(option.chosen for option in options)

    def _listed(self, facet: Facet) -> tuple[FacetOption, ...]:
        values = facet.values
        if facet.name == "stock":
            values = tuple(v for v in values if v.value == "true" or v.chosen)
        elif facet.name != "price":  # what is chosen stands first, so that it can be seen
            values = tuple(sorted(values, key=lambda value: not value.chosen))
        if typed := fold(self.facet_queries.get(facet.name, "")).strip():
            values = tuple(v for v in values if v.chosen or self._is_meant(typed, facet.name, v))
        return tuple(FacetOption(**vars(value)) for value in values)

    def _is_meant(self, typed: str, facet: str, value: FacetValue) -> bool:
        brands = facet_labels.names().brands
        return matches_name(
            typed, value.label, *(brands.get(value.value, ()) if facet == "brand" else ())
        )

    def _opened_shelves(self, values: tuple[FacetValue, ...]) -> tuple[FacetOption, ...]:
        """The tree's first level, and below it only what leads to a chosen category."""
        shelves = facet_labels.names().categories
        chosen = [shelves[v].path for v in self.query.filters.get("category", ()) if v in shelves]
        shown = []
        for value in values:
            shelf = shelves.get(value.value)
            if shelf is None:
                shown.append(FacetOption(**vars(value)))
                continue
            within = any(p != shelf.path and p.startswith(shelf.path) for p in chosen)
            beside = any(p == shelf.parent or p.startswith(shelf.parent) for p in chosen)
            if shelf.depth == 1 or value.chosen or within or beside:
                depth = min(shelf.depth - 1, 3)
                shown.append(FacetOption(**vars(value), depth=depth, within=within))
        return tuple(shown)

    # -- chips -----------------------------------------------------------------------------------

    @cached_property
    def chosen(self) -> list[FilterChip]:
        """What is chosen, each with the URL without it."""
        chips = [
            FilterChip(value.label, self.links.without(facet.name, value.value), on=True)
            for facet in self.facets
            for value in facet.values
            if value.chosen
        ]
        if self.query.price != (None, None):
            chips.append(FilterChip(self.price_text, self.links.without_price(), on=True))
        return chips

    @cached_property
    def quick(self) -> list[FilterChip]:
        """A few that may be wanted, until they are chosen."""
        return [
            FilterChip(
                value.label, self.links.with_value(facet.name, value.value), count=value.count
            )
            for facet in self.facets
            for value in facet.values
            if self._is_quick(facet, value)
        ]

    def _is_quick(self, facet: Facet, value: FacetValue) -> bool:
        quick = facet.name == "center" or (facet.name, value.value) in QUICK
        return quick and not value.chosen and value.count > 0

    @property
    def price_text(self) -> str:
        low, high = self.yuan
        if high is None:
            return _("{low} yuan and more").format(low=low)
        if low is None:
            return _("up to {high} yuan").format(high=high)
        return _("{low} to {high} yuan").format(low=low, high=high)

    @property
    def yuan(self) -> tuple[int | None, ...]:
        return tuple(None if fen is None else fen // 100 for fen in self.query.price)

    @property
    def sorts(self) -> list[tuple[str, str, str, bool]]:
        """(name, label, URL, whether it is the present one)."""
        return [
            (sort, str(label), self.links.url(sort=sort), sort == self.query.sort)
            for sort, label in SORT_LABELS.items()
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filters' form has to carry along."""
        return self.links.pairs(filters={}, min=None, max=None)


def read_facet_queries(params) -> dict[str, str]:
    """`find_brand=…`: what is typed into a facet's own search line; no part of the query."""
    typed = {name: " ".join(params.get(f"find_{name}", "")[:40].split()) for name in FACETS}
    return {name: text for name, text in typed.items() if text}
