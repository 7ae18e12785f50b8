"""Nothing was found: the ways on. Fewer filters, another spelling, other words, popular shelves."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.urls import reverse

from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.spelling import is_chinese
from search.query.suggester import Suggestion
from search.retrieval import facet_labels as labels
from search.retrieval.goods import find, suggest

from .filters import Chip, Narrowing

MOST_WORDS, MOST_SHELVES = 4, 6
MOST_LOOKED_AT = 40


@dataclass
class Help:
    """links: of the page that found nothing; narrowing: its filters, where it has any."""

    query: GoodsQuery
    links: Links
    narrowing: Narrowing | None = None

    @cached_property
    def fewer(self) -> list[Chip]:
        """The chosen filters, each to be taken away."""
        chosen = self.narrowing.chosen if self.narrowing else ()
        return [replace(chip, on=False, sign="x") for chip in chosen]

    @cached_property
    def without_filters(self) -> Chip | None:
        """How many the same words find when all filters are gone."""
        if not self.query.narrowed:
            return None
        free = replace(self.query, filters={}, price=(None, None), page=1, size=1)
        answer = find(free).answer
        if answer.match not in ("strict", "corrected") or not answer.found.total:
            return None
        return Chip("", self.links.without_filters(), count=answer.found.total)

    @cached_property
    def meant(self) -> Chip | None:
        """The spelling that finds something, where the visitor insisted on his own."""
        if not (self.query.exact and self.query.text):
            return None
        free = replace(self.query, exact=False, filters={}, price=(None, None), page=1, size=1)
        answer = find(free).answer
        if not answer.corrected_to:
            return None
        url = Links(self.links.path, GoodsQuery(answer.corrected_to)).url()
        return Chip(answer.corrected_to, url, count=answer.found.total)

    @cached_property
    def words(self) -> list[Chip]:
        """Words of the shop that begin alike; the first that have any, from long to short."""
        typed = self.query.text
        for length in sorted({len(typed), 4, 3, 2}, reverse=True):
            if 1 < length <= len(typed) and (found := self._readable(typed, length)):
                return [
                    Chip(s.text, Links(self.links.path, GoodsQuery(s.text)).url(), count=s.goods)
                    for s in found
                ]
        return []

    def _readable(self, typed: str, length: int) -> list[Suggestion]:
        """English letters begin many a Chinese word's pinyin, which a reader of English can't
        tell from another."""
        found = [s for s in suggest(typed[:length], MOST_LOOKED_AT) if s.text != typed]
        if self.query.language == "en":
            found = [s for s in found if not is_chinese(s.text) or is_chinese(typed)]
        return found[:MOST_WORDS]

    @cached_property
    def popular(self) -> list[Chip]:
        """The largest shelves of the whole shop."""
        counts = find(GoodsQuery(size=1)).answer.found.facets.get("category", {})
        shelves = labels.names().categories
        roots = [slug for slug in counts if slug in shelves and shelves[slug].depth == 1]
        everything = Links(reverse("search:goods"), GoodsQuery())
        return [
            Chip(labels.label("category", s), everything.with_value("category", s), count=counts[s])
            for s in roots[:MOST_SHELVES]
        ]
