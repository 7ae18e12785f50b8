"""Chips for what was read from the words of a query: what was understood, and a URL without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalog.codes.countries import country_name
from search.analysis.ages import LAST, SENIOR
from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.plan import PriceRange, QueryPlan, Reading
from search.retrieval.goods import find
from search.vocabulary.lexicon import current_lexicon

from .filters import FilterChip

YEAR = 12  # months


@dataclass(frozen=True)
class ReadingChip:
    """label: what was understood; typed: the words it was read from; on: whether it holds."""

    label: str
    typed: str
    url: str
    on: bool = True


class QueryReadings:
    """links: of the page that shows the chips. plan: the one that was answered."""

    def __init__(self, query: GoodsQuery, plan: QueryPlan, links: Links):
        self.query, self.plan, self.links = query, plan, links

    @cached_property
    def chips(self) -> list[ReadingChip]:
        """What holds, and what was left off and may be taken up again."""
        held = [
            ReadingChip(reading_label(r), r.typed, self.links.without_reading(r.typed))
            for r in self.plan.readings
        ]
        return [*held, *self._left_off()]

    def _left_off(self) -> Iterator[ReadingChip]:
        if not self.query.literal:
            return
        for reading in current_lexicon().planner.readings(self.query.text):
            if reading.typed in self.query.literal:
                url = self.links.with_reading(reading.typed)
                yield ReadingChip(reading_label(reading), reading.typed, url, on=False)

    @cached_property
    def without(self) -> list[FilterChip]:
        """Where nothing matches: each reading that leaves goods when it is taken away; all of them
        together, where none alone does."""
        readings = self.plan.readings
        each = [chip for reading in readings if (chip := self._without([reading]))]
        if each or len(readings) < 2:
            return each
        return [chip] if (chip := self._without(readings)) else []

    def _without(self, readings: Iterable[Reading]) -> FilterChip | None:
        readings = list(readings)
        typed = {reading.typed for reading in readings}
        free = replace(self.query, literal=self.query.literal | typed, page=1, size=1)
        answer = find(free).answer
        if answer.match not in ("strict", "corrected") or not answer.result.total:
            return None
        names = pgettext("list", ", ").join(reading_label(reading) for reading in readings)
        label = _("without “{condition}”").format(condition=names)
        return FilterChip(label, self.links.without_reading(*typed), count=answer.result.total)


def reading_label(reading: Reading) -> str:
    """What was understood, in the page's language."""
    if reading.kind == "price":
        return price_label(reading.price)
    if reading.months:
        return age_label(*reading.months)
    names = [*map(country_name, reading.origins), *reading.brands]
    labels = [_("not {names}").format(names=pgettext("list", ", ").join(names))] if names else []
    labels += [_("no “{word}” in the name").format(word=word) for word in reading.terms]
    return pgettext("list", ", ").join(labels)


def price_label(price: PriceRange) -> str:
    """A price that is stated exclusively (`under 200`) lies a fen beside a whole yuan."""
    low, high = price
    if high is None:
        if (low or 0) % 100 == 1:
            return _("more than {low} yuan").format(low=_yuan((low or 0) - 1))
        return _("{low} yuan and more").format(low=_yuan(low or 0))
    if low is None:
        if high % 100 == 99:
            return _("less than {high} yuan").format(high=_yuan(high + 1))
        return _("up to {high} yuan").format(high=_yuan(high))
    return _("{low} to {high} yuan").format(low=_yuan(low), high=_yuan(high))


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}".removesuffix(".00")


def age_label(low: int, high: int) -> str:
    """low, high: months, the end not included."""
    if (low, high) == (SENIOR, LAST):
        return _("for seniors")
    if high == LAST:
        return _("from {n} years").format(n=low // YEAR)
    if high - low == 1:
        return ngettext("{n} month", "{n} months", low).format(n=low)
    if low % YEAR or high % YEAR or high == YEAR > low:
        return _("{low} to {high} months").format(low=low, high=high)
    if high - low == YEAR:
        return ngettext("{n} year", "{n} years", low // YEAR).format(n=low // YEAR)
    return _("{low} to {high} years").format(low=low // YEAR, high=high // YEAR)
