"""Alternatives where nothing matches: fewer filters, another spelling or term, top categories."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.spelling import is_chinese
from search.query.suggester import Suggestion
from search.retrieval import facet_labels
from search.retrieval.goods import find, suggest

from .filters import FilterChip, GoodsFilters
from .readings import QueryReadings

MAX_TERMS, MAX_CATEGORIES = 4, 6
MAX_CANDIDATES = 40


@dataclass
class NoResultsHelp:
    """links: of the page without results; readings: what was read from its words; filters: its
    filters, where it has any."""

    query: GoodsQuery
    links: Links
    readings: QueryReadings
    filters: GoodsFilters | None = None

    @cached_property
    def fewer(self) -> list[FilterChip]:
        """The chosen filters, each to be taken away."""
        chosen = self.filters.chosen if self.filters else ()
        return [replace(chip, on=False, sign="x") for chip in chosen]

    @cached_property
    def without_filters(self) -> FilterChip | None:
        """How many goods the same text matches without filters."""
        if not self.query.is_filtered:
            return None
        free = replace(self.query, filters={}, price=(None, None), page=1, size=1)
        answer = find(free).answer
        if answer.match not in ("strict", "corrected") or not answer.result.total:
            return None
        return FilterChip("", self.links.without_filters(), count=answer.result.total)

    @cached_property
    def meant(self) -> FilterChip | None:
        """The spelling that finds something, where the visitor insisted on his own."""
        if not (self.query.exact and self.query.text):
            return None
        free = replace(self.query, exact=False, filters={}, price=(None, None), page=1, size=1)
        answer = find(free).answer
        if not answer.corrected_to:
            return None
        url = Links(self.links.path, GoodsQuery(answer.corrected_to)).url()
        return FilterChip(answer.corrected_to, url, count=answer.result.total)

    @cached_property
    def words(self) -> list[FilterChip]:
        """Terms of the catalogue with the longest prefix in common."""
        typed = self.readings.plan.text if self.readings.plan.readings else self.query.text
        for length in sorted({len(typed), 4, 3, 2}, reverse=True):
            if 1 < length <= len(typed) and (terms := self._readable(typed, length)):
                return [
                    FilterChip(
                        s.text, Links(self.links.path, GoodsQuery(s.text)).url(), count=s.goods
                    )
                    for s in terms
                ]
        return []

    def _readable(self, typed: str, length: int) -> list[Suggestion]:
        """English letters begin many a Chinese word's pinyin, which a reader of English can't
        tell from another."""
        terms = [s for s in suggest(typed[:length], MAX_CANDIDATES) if s.text != typed]
        if self.query.language == "en":
            terms = [s for s in terms if not is_chinese(s.text) or is_chinese(typed)]
        return terms[:MAX_TERMS]

    @cached_property
    def popular(self) -> list[FilterChip]:
        counts = find(GoodsQuery(size=1)).answer.result.facets.get("category", {})
        shelves = facet_labels.names().categories
        roots = [slug for slug in counts if slug in shelves and shelves[slug].depth == 1]
        everything = Links(reverse("search:goods"), GoodsQuery())
        return [
            FilterChip(
                facet_labels.label("category", s),
                everything.with_value("category", s),
                count=counts[s],
            )
            for s in roots[:MAX_CATEGORIES]
        ]
