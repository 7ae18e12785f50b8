"""The goods list as its template wants it: plates, chips, facets, pages, all in plain values."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from catalog.cards import cards
from expo.plates import PlateView

from . import labels
from .finding import Answered, find, page_count, report_gone, suggest
from .highlight import mark
from .lexicon import lexicon
from .params import Links
from .query import MOST_PAGES, Facet, FacetValue, GoodsQuery

SORT_LABELS = {
    "relevance": gettext_lazy("Best match"),
    "newest": pgettext_lazy("sorting", "Newest"),
    "sales": gettext_lazy("Most sold"),
    "price_up": gettext_lazy("Price, low to high"),
    "price_down": gettext_lazy("Price, high to low"),
}
SHOWN_VALUES, MOST_VALUES = 8, 60
OPEN_FACETS = ("center", "stock", "mode", "category", "origin")
QUICK = (("stock", "true"),)  # offered as chips until they are chosen


@dataclass(frozen=True)
class Chip:
    label: str
    url: str
    on: bool = False
    count: int | None = None
    off: bool = False
    sign: str = ""


@dataclass(frozen=True)
class Choices:
    """A facet of the side: its first values, and those behind "more"."""

    name: str
    label: str
    open: bool
    first: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]


class Listing:
    """One page of the list. Everything is worked out when the template asks for it, once."""

    def __init__(self, query: GoodsQuery, path: str):
        self.query = query
        self.links = Links(path, query)
        self.answered: Answered = find(query)
        self.match = self.answered.answer.match
        self.corrected_to = self.answered.answer.corrected_to
        self.degraded = self.answered.degraded
        self.found = self.answered.answer.found

    @cached_property
    def plates(self) -> list[PlateView]:
        """From the database as it is now; what has gone since it was indexed is left out."""
        pks = [pk for pk, _score in self.found.hits]
        plates = cards(pks)
        if len(plates) < len(pks):
            report_gone(pks)
        plan = self.answered.answer.plan
        if not plan.concepts:
            return plates
        analyser = lexicon().analyser
        return [replace(plate, name=mark(plate.name, plan, analyser)) for plate in plates]

    # -- how many, and where one is ----------------------------------------------------------

    @property
    def total(self) -> int:
        return self.found.total

    @cached_property
    def page(self):
        """A page of Django's Paginator over numbers alone; the goods are in `plates`."""
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
    def range_word(self) -> str:
        if not self.found.hits:
            return ""
        first = self.query.offset + 1
        return _("{first} to {last}").format(first=first, last=first + len(self.found.hits) - 1)

    @property
    def cut_off(self) -> bool:
        """There are more pages than one can turn."""
        return self.page.number == MOST_PAGES and self.total > MOST_PAGES * self.query.size

    @property
    def count_word(self) -> str:
        if self.match == "partial":
            return _("no full match")
        return ngettext("{n} good", "{n} goods", self.total).format(n=f"{self.total:,}")

    @property
    def title(self) -> str:
        if self.query.text:
            return self.query.text
        chosen = [value for facet in self.facets for value in facet.values if value.chosen]
        return chosen[0].label if len(chosen) == 1 else _("Bonded goods")

    # -- narrowing -----------------------------------------------------------------------------

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        return labels.facets(self.found, self.query)

    @cached_property
    def choices(self) -> list[Choices]:
        return [choices for facet in self.facets if (choices := self._choices(facet)).first]

    def _choices(self, facet: Facet) -> Choices:
        values = facet.values[:MOST_VALUES]
        if facet.name == "stock":
            values = tuple(v for v in values if v.value == "true" or v.chosen)
        elif facet.name == "category":
            values = self._opened_shelves(values)
        elif facet.name != "price":  # what is chosen stands first, so that it can be seen
            values = tuple(sorted(values, key=lambda value: not value.chosen))
        opened = facet.name in OPEN_FACETS or any(value.chosen for value in values)
        return Choices(
            facet.name, facet.label, opened, values[:SHOWN_VALUES], values[SHOWN_VALUES:]
        )

    def _opened_shelves(self, values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
        """The tree's first level, and below it only what lies on the way of a choice."""
        shelves = labels.names().categories
        chosen = [shelves[v].path for v in self.query.filters.get("category", ()) if v in shelves]
        shown = []
        for value in values:
            shelf = shelves.get(value.value)
            if shelf is None or shelf.depth == 1 or value.chosen or shelf.parent in chosen:
                shown.append(value)
        return tuple(shown)

    @cached_property
    def chips(self) -> list[Chip]:
        """What is chosen, each with its way out; then a few that may be wanted."""
        chosen = [
            Chip(value.label, self.links.without(facet.name, value.value), on=True)
            for facet in self.facets
            for value in facet.values
            if value.chosen
        ]
        if self.query.price != (None, None):
            chosen.append(Chip(self._price_word(), self.links.without_price(), on=True))
        return chosen + [
            Chip(value.label, self.links.with_value(facet.name, value.value), count=value.count)
            for facet in self.facets
            for value in facet.values
            if self._is_quick(facet, value)
        ]

    def _is_quick(self, facet: Facet, value: FacetValue) -> bool:
        quick = facet.name == "center" or (facet.name, value.value) in QUICK
        return quick and not value.chosen and value.count > 0

    def _price_word(self) -> str:
        low, high = self.yuan
        if high is None:
            return _("{low} yuan and more").format(low=low)
        if low is None:
            return _("up to {high} yuan").format(high=high)
        return _("{low} to {high} yuan").format(low=low, high=high)

    @property
    def chosen_count(self) -> int:
        return sum(chip.on for chip in self.chips)

    @property
    def clear_url(self) -> str:
        return self.links.without_filters()

    @property
    def sorts(self) -> list[tuple[str, str, bool]]:
        """(label, URL, whether it is the present one)."""
        return [
            (str(label), self.links.url(sort=sort), sort == self.query.sort)
            for sort, label in SORT_LABELS.items()
        ]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filters' form has to carry along."""
        return self.links.pairs(filters={}, min=None, max=None)

    @property
    def yuan(self) -> tuple[int | None, ...]:
        return tuple(None if fen is None else fen // 100 for fen in self.query.price)

    # -- when nothing was found, or something else ------------------------------------------------

    @property
    def original_url(self) -> str:
        return self.links.url(exact=True)

    @property
    def ways_out(self) -> list[Chip]:
        """Fewer filters, other words, popular shelves."""
        fewer = [replace(chip, on=False, sign="x") for chip in self.chips if chip.on]
        words = [
            Chip(found.text, self.links.url(q=found.text, filters={}), count=found.goods)
            for found in suggest(self.query.text[:2], 4)
        ]
        return fewer + (words or self._popular())

    def _popular(self) -> list[Chip]:
        """The largest shelves of the whole shop."""
        counts = find(GoodsQuery(size=1)).answer.found.facets.get("category", {})
        shelves = labels.names().categories
        roots = [slug for slug in counts if slug in shelves and shelves[slug].depth == 1]
        everything = Links(self.links.path, GoodsQuery())
        return [
            Chip(labels.label("category", s), everything.with_value("category", s), count=counts[s])
            for s in roots[:5]
        ]
