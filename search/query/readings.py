"""Conditions that the words of a query state: a price, an age, what is not wanted.

`200元以下的面霜` is a search for `面霜` with a reading. Each can be left off by its words, which
the page offers on a chip; they are then words to search for like any others.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.analysis.ages import age_tokens, ages_in_query

from .exclusions import MAX_NAME, ExclusionReader
from .plan import Reading
from .price_patterns import prices

# Most queries state nothing: they cost one look.
MAY_STATE = re.compile(
    r"[0-9一二两三四五六七八九十百千万半].*(?:[元块圆岁月内下起间]|[以之]上|max|or (?:less|more))"
    r"|¥|rmb|cny|yuan|价|预算|budget|price|month|year|yr"
    r"|under|below|less|most|than|up to|within|max|最[多高]|至多|[低少小]于|[<≤]|不[到足超高多大]"
    r"|不[要是含带想喜]|非|无|除|[以之]外|别[要买]|\b(?:not?|non|without|except|exclud\w*|other|anything|but)\b"
    r"|老|长辈|银发|senior|elder|older"
)


@dataclass(frozen=True)
class ReadingPlace:
    start: int
    end: int
    reading: Reading


class QueryReader:
    """brands: their normalized names, in which nothing is read: 无印良品 is one."""

    def __init__(
        self,
        brands: frozenset[str] = frozenset(),
        is_category: Callable[[str], bool] = lambda _text: False,
        first_word: Callable[[str], str] = lambda _run: "",
    ):
        self.brands = frozenset(name for name in brands if len(name) > 1)
        self.reader = ExclusionReader(self.brands, is_category, first_word)

    def readings(self, folded: str) -> list[ReadingPlace]:
        """What the text states, in its order; no two at one place."""
        if not MAY_STATE.search(folded) or folded in self.brands:
            return []
        places: list[ReadingPlace] = []
        for place in self._candidates(folded):
            if not any(p.start < place.end and place.start < p.end for p in places):
                places.append(place)
        return sorted(places, key=lambda place: place.start)

    def _candidates(self, folded: str) -> Iterator[ReadingPlace]:
        named = list(self._brand_places(folded))
        # prices first: 不要两百以上 is one, and 两百以上 no word that isn't wanted
        for start, end, price in prices(folded):
            if not _inside(start, end, named):
                reading = Reading("price", folded[start:end].strip(), price=price)
                yield ReadingPlace(start, end, reading)
        for each in self.reader.exclusions(folded):
            if not _inside(each.start, each.start + 1, named):
                typed = folded[each.start : each.end].strip()
                reading = Reading(
                    "exclusion", typed,
                    origins=each.origins, brands=each.brands, terms=each.terms,
                )  # fmt: skip
                yield ReadingPlace(each.start, each.end, reading)
        for start, end, months in ages_in_query(folded):
            if not _inside(start, end, named):
                ages = age_tokens(*months)
                reading = Reading("age", folded[start:end].strip(), months=months, ages=ages)
                yield ReadingPlace(start, end, reading)

    def _brand_places(self, folded: str) -> Iterator[tuple[int, int]]:
        for start in range(len(folded)):
            for end in range(min(len(folded), start + MAX_NAME), start + 1, -1):
                if folded[start:end] in self.brands:
                    yield start, end
                    break


def _inside(start: int, end: int, named: Iterable[tuple[int, int]]) -> bool:
    """Whether a part of a name is meant, or the words of it."""
    return any(a < end and start < b for a, b in named)


def without(folded: str, places: list[ReadingPlace]) -> str:
    """The words that remain to be searched for."""
    if not places:
        return folded
    position, kept = 0, []
    for place in places:
        kept.append(folded[position : place.start])
        position = place.end
    rest = " ".join([*kept, folded[position:]])
    return " ".join(rest.split()).removeprefix("的").strip()
