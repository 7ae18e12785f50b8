"""The goods list as its template wants it: cards, chips, facets, pages, all in plain values."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.product_card import ProductCard
from search.query.goods_query import MAX_PAGES, GoodsQuery
from search.query.params import Links
from search.retrieval.failover import SearchResponse
from search.retrieval.goods import find, page_count
from search.retrieval.site import Totals, totals

from .filters import GoodsFilters, innermost_categories
from .goods_cards import cards_of, marked
from .landing import Landing, landing_of
from .no_results import NoResultsHelp
from .readings import QueryReadings


class GoodsListing:
    """One page of the list. Everything is worked out when the template asks for it, once."""

    def __init__(
        self, query: GoodsQuery, path: str, facet_queries: Mapping[str, str] | None = None
    ):
        query = innermost_categories(query)
        self.response: SearchResponse = find(query)
        last = page_count(self.response.answer.result.total, query.size)
        if query.page > last > 0:  # beyond the end: the last page, not an empty one
            query = replace(query, page=last)
            self.response = find(query)
        self.query = query
        self.links = Links(path, query)
        self.match = self.response.answer.match
        self.corrected_to = self.response.answer.corrected_to
        self.degraded = self.response.degraded
        self.result = self.response.answer.result
        self.filters = GoodsFilters(self.result, query, self.links, facet_queries or {})

    @cached_property
    def goods(self) -> list[ProductCard]:
        return cards_of(self.result, self.response.answer.plan)

    @cached_property
    def cards(self) -> list[ProductCard]:
        plan = self.response.answer.plan
        return marked(self.goods, plan) if plan.concepts else self.goods

    @cached_property
    def totals(self) -> Totals:
        """Results of the same text on the whole site, goods or not."""
        return totals(self.query, self.response.answer.plan)

    @property
    def is_missed(self) -> bool:
        """Nothing on the site is called what was typed."""
        return self.match in ("none", "partial") and not self.totals.elsewhere

    # -- how many, and where one is ----------------------------------------------------------

    @property
    def total(self) -> int:
        return self.result.total

    @cached_property
    def page(self):
        """A page of Django's Paginator over numbers alone; the goods are in `cards`."""
        pages = max(1, page_count(self.total, self.query.size))
        return Paginator(range(pages), 1).get_page(self.query.page)

    @property
    def pages(self) -> list[tuple[str, str]]:
        """(number or ellipsis, URL) for the pager."""
        paginator = self.page.paginator
        numbers = paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)
        return [
            (str(n), "" if n == paginator.ELLIPSIS else self.links.url(page=n)) for n in numbers
        ]

    @property
    def previous_url(self) -> str:
        return self.links.url(page=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        return self.links.url(page=self.page.number + 1) if self.page.has_next() else ""

    @property
    def range_text(self) -> str:
        if not self.result.hits:
            return ""
        first = self.query.offset + 1
        return _("{first} to {last}").format(first=first, last=first + len(self.result.hits) - 1)

    @property
    def cut_off(self) -> bool:
        """There are more pages than one can turn."""
        return self.page.number == MAX_PAGES and self.total > MAX_PAGES * self.query.size

    @property
    def count_text(self) -> str:
        return ngettext("{n} product", "{n} products", self.total).format(n=f"{self.total:,}")

    @property
    def count_line(self) -> str:
        """Below the heading: how many, and what their prices hold."""
        if self.match == "partial":
            return _("No exact match. Prices include tax.") if self.total else _("No exact match.")
        return self.count_text + (_(", prices with tax") if self.total else "")

    @property
    def announcement(self) -> str:
        """For screen readers, when the list has changed."""
        if self.match == "partial":
            return _("Nothing matches the whole search.")
        return self.count_text

    @property
    def title(self) -> str:
        if self.query.text:
            return self.query.text
        facets = self.filters.facets
        chosen = [value for facet in facets for value in facet.values if value.chosen]
        return chosen[0].label if len(chosen) == 1 else _("Bonded goods")

    @property
    def is_changed(self) -> bool:
        """The visitor has searched or filtered."""
        return bool(self.query.text) or self.query.is_filtered

    @property
    def state(self) -> str:
        """For a saved search: the URL's query without sorting and page."""
        return self.links.query_string(sort="relevance")

    @property
    def here(self) -> str:
        return self.links.url(page=self.query.page)

    @property
    def name(self) -> str:
        """What a saved search is called, until its owner calls it something else."""
        parts = [self.query.text, *(chip.label for chip in self.filters.chosen)]
        return " · ".join(word for word in parts if word)[:80]

    @property
    def clear_url(self) -> str:
        return self.links.without_filters()

    # -- for search engines, and without results ------------------------------------------------

    @cached_property
    def landing(self) -> Landing | None:
        """The page as search engines may keep it; None where they should not."""
        return landing_of(self.query, self.links) if self.total else None

    @property
    def original_url(self) -> str:
        return self.links.url(exact=True)

    @cached_property
    def readings(self) -> QueryReadings:
        return QueryReadings(self.query, self.response.answer.plan, self.links)

    @cached_property
    def help(self) -> NoResultsHelp:
        return NoResultsHelp(self.query, self.links, self.readings, self.filters)
