"""What openpyxl doesn't tell of a sheet that it streams: which cells are merged downwards, and
which formulas have no stored value."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, NamedTuple
from xml.parsers import expat

from catalog.importing.cell_texts import MAX_COLUMNS

BLOCK, OVERLAP = 1 << 20, 1 << 6  # bytes
MARKED = re.compile(rb"mergeCell|<(?:\w{1,64}:)?f[\s/>]")
RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class MergedDown(NamedTuple):
    """Column (from 0) and rows (from 1) that one value stands for."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """formulas: (row from 1, column from 0) of those whose value the program that wrote the file
    has not computed."""

    merged: frozenset[MergedDown]
    formulas: frozenset[tuple[int, int]]


def read_marks(part: IO[bytes]) -> SheetMarks:
    """The part is a worksheet's XML, which is read twice only where it has marks: most sheets have
    none. Raises ExpatError."""
    reader = _MarkReader()
    if _has_marks(part):
        part.seek(0)
        reader.read(part)
    return SheetMarks(frozenset(reader.merged), frozenset(reader.formulas))


def _has_marks(part: IO[bytes]) -> bool:
    tail = b""
    while block := part.read(BLOCK):
        if MARKED.search(tail + block) or b"\0" in block:  # in UTF-16 nothing is seen
            return True
        tail = block[-OVERLAP:]
    return False


class _MarkReader:
    """Fills `merged` and `formulas`. A parser, not a pattern: what a hostile sheet makes it do
    grows with its length alone."""

    def __init__(self):
        self.merged: set[MergedDown] = set()
        self.formulas: set[tuple[int, int]] = set()
        self._place: tuple[int, int] | None = None  # of the cell that is open
        self._is_text = self._has_formula = self._has_value = self._in_value = False

    def read(self, part: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.ParseFile(part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "c":
                self._place = _place(attributes.get("r", ""))
                # a formula that came to an empty text has been computed
                self._is_text = attributes.get("t") == "str"
                self._has_formula = self._has_value = False
            case "f":
                self._has_formula = True
            case "v":
                self._in_value, self._has_value = True, self._is_text
            case "mergeCell":
                self._note_merged(attributes.get("ref", ""))

    def _characters(self, text: str) -> None:
        if self._in_value and not text.isspace():
            self._has_value = True

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "v":
            self._in_value = False
        elif local == "c":
            if self._place and self._has_formula and not self._has_value:
                self.formulas.add(self._place)
            self._place = None

    def _note_merged(self, reference: str) -> None:
        if match := RANGE.fullmatch(reference):
            column, first, last = _column(match[1]), int(match[2]), int(match[3])
            if last > first and column < MAX_COLUMNS:
                self.merged.add(MergedDown(column, first, last))


def _place(reference: str) -> tuple[int, int] | None:
    """Row from 1 and column from 0 of "C7"; None where that is none, or beyond what is read."""
    match = PLACE.fullmatch(reference)
    column = _column(match[1]) if match else MAX_COLUMNS
    return (int(match[2]), column) if match and column < MAX_COLUMNS else None


def _column(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class FillDown:
    """Writes the value of merged cells into the rows below their first one."""

    def __init__(self, merged: Iterable[MergedDown]):
        self._beginning: dict[int, list[MergedDown]] = defaultdict(list)
        for cells in merged:
            self._beginning[cells.first].append(cells)
        self._open: dict[int, tuple[int, str]] = {}  # column → last row, text

    def __call__(self, number: int, cells: list[str]) -> None:
        """To be called for each row in turn, with its number; blank ones may be left out."""
        for column, (last, text) in list(self._open.items()):
            if number > last:
                del self._open[column]
                continue
            cells += [""] * (column + 1 - len(cells))
            cells[column] = text
        for column, _first, last in self._beginning.pop(number, ()):
            if column < len(cells) and cells[column]:
                self._open[column] = last, cells[column]
