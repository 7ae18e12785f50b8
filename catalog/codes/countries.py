"""Countries and regions of origin.

`countries.csv`: ISO 3166-1 alpha-2 and alpha-3; customs' own three-digit number, which the CEB
messages carry (Japan is 116 there and 392 at ISO: never mix them up); names in both languages
and other spellings seen on filings. Customs numbers from the 2019 parameter table of the
single window; codes younger than it have none. `pinyin`: the Chinese name by syllables, for its
place in a list.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from ceb.data_files import read_rows
from core.language import speaks_chinese

TABLE = Path(__file__).with_name("countries.csv")


@dataclass(frozen=True, slots=True)
class Country:
    alpha2: str
    alpha3: str
    customs: str
    zh: str
    en: str
    pinyin: str

    @property
    def name(self) -> str:
        return self.zh if speaks_chinese() else self.en


@cache
def countries() -> dict[str, Country]:
    """All countries by alpha-2."""
    return {known.alpha2: known for known in _spellings()}


def country(alpha2: str) -> Country | None:
    return countries().get(alpha2)


def country_name(alpha2: str) -> str:
    """In the visitor's language; empty for an unknown code."""
    known = countries().get(alpha2)
    return known.name if known else ""


def choices() -> list[tuple[str, str]]:
    """(alpha-2, name) in the order of the names: in Chinese by pinyin, syllable by syllable."""
    in_order = sorted(countries().values(), key=_pinyin if speaks_chinese() else _latin)
    return [(each.alpha2, each.name) for each in in_order]


def _pinyin(known: Country) -> tuple[list[str], str]:
    return known.pinyin.split(), known.zh


def _latin(known: Country) -> str:
    """Åland among the A, not behind Zimbabwe."""
    latin = unicodedata.normalize("NFKD", known.en).encode("ascii", "ignore").decode()
    return latin.casefold()


def names() -> Iterator[tuple[str, Country]]:
    """Every name of a country in either language, without its codes."""
    for known, other in _spellings().items():
        for name in filter(None, (known.zh, known.en, *other)):
            yield name, known


def find_country(text: str) -> Country | None:
    """The country of `text`: alpha-2, alpha-3, customs number, a name in either language, or a
    code with a name behind it ("US 美国"). None where that is unknown or contradicts itself."""
    text = _folded(text)
    whole = _index().get(text)
    if whole:
        return whole
    # "US 美国": both must mean the same country, else nobody knows which was meant
    parts = [part for part in re.split(r"[\s/,;:|()-]+", text) if part]
    matches = {_index().get(part) for part in parts}
    return matches.pop() if len(matches) == 1 else None


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _index() -> dict[str, Country]:
    # the three-digit numbers are customs' own; ISO's are left out on purpose (116 is Japan)
    return {
        _folded(spelling): known
        for known, other in _spellings().items()
        for spelling in (*astuple(known)[:-1], *other)  # pinyin is nobody's filing
        if spelling
    }


@cache
def _spellings() -> dict[Country, list[str]]:
    columns = ("alpha2", "alpha3", "customs", "zh", "en", "pinyin", "other")
    rows = (list(row.values()) for row in read_rows(TABLE, columns))
    return {Country(*names): other.split(";") for *names, other in rows}
