"""Units of measure: customs' three-digit codes (the unit table of the single window's parameters,
as in the CEB messages) with Chinese names, English ones where shops use them, other spellings."""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.language import speaks_chinese

TABLE = Path(__file__).with_name("units.csv")
KILOGRAM, GRAM, LITRE, MILLILITRE = "035", "036", "095", "096"
# counted by the sales unit itself, or by the pieces in it
COUNTED = frozenset({"001", "006", "007", "008", "010", "011", "012", "015", "020", "025", "140"})


@dataclass(frozen=True, slots=True)
class Unit:
    code: str
    zh: str
    en: str

    @property
    def name(self) -> str:
        return self.zh if speaks_chinese() else (self.en or self.zh)


@cache
def units() -> dict[str, Unit]:
    """All units by customs code."""
    return {row["code"]: Unit(row["code"], row["zh"], row["en"]) for row in _rows()}


def unit_name(code: str) -> str:
    """In the visitor's language; empty for an unknown code."""
    unit = units().get(code)
    return unit.name if unit else ""


def find_unit(text: str) -> Unit | None:
    """By customs code, Chinese name or a usual English word; None if unknown."""
    return _index().get(_folded(text))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


@cache
def _index() -> dict[str, Unit]:
    index: dict[str, Unit] = {}
    for row in _rows():
        spellings = [row["code"], row["zh"], *filter(None, row["other"].split(";"))]
        for spelling in spellings:
            # the first row of the table wins where two units share a word
            index.setdefault(_folded(spelling), units()[row["code"]])
    return index


@cache
def _rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
