"""Units of measure: customs' three-digit codes (the unit table of the single window's parameters,
as in the CEB messages) with Chinese names, English ones where shops use them, other spellings."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ceb.data_files import read_rows
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
    return {unit.code: unit for unit in _spellings()}


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
    for unit, other in _spellings().items():
        for spelling in filter(None, (unit.code, unit.zh, *other)):
            # the first row of the table wins where two units share a word
            index.setdefault(_folded(spelling), unit)
    return index


@cache
def _spellings() -> dict[Unit, list[str]]:
    rows = read_rows(TABLE, ("code", "zh", "en", "other"))
    return {Unit(row["code"], row["zh"], row["en"]): row["other"].split(";") for row in rows}
