"""What openpyxl doesn't tell of a sheet that it streams: which cells are merged downwards, and
which formulas have no stored value."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple

from catalog.importing.cell_texts import MAX_COLUMNS

BLOCK, OVERLAP = 1 << 20, 1 << 16  # bytes; a formula has 8,192 characters at most
_PREFIX = rb"<(?:\w+:)?"
_END = rb"</(?:\w+:)?"
MERGED = re.compile(
    _PREFIX + rb"mergeCell\s[^>]*?\bref=[\"']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})[\"']"
)
FORMULA_ALONE = re.compile(
    _PREFIX + rb"c(?=\s)[^>]*?\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>]*>\s*"
    + _PREFIX + rb"f(?:\s[^>]*)?(?:/>|>[^<]*" + _END + rb"f>)\s*"
    + rb"(?:" + _PREFIX + rb"v\s*/>|" + _PREFIX + rb"v>\s*" + _END + rb"v>)?\s*" + _END + rb"c>"
)  # fmt: skip


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
    """The part is a worksheet's XML; it is read once, block by block."""
    merged: set[MergedDown] = set()
    formulas: set[tuple[int, int]] = set()
    for text in _blocks(part):
        # most sheets have neither: saves the regular expressions
        if b"mergeCell " in text:
            merged.update(_merged(text))
        if b"f>" in text or b"<f" in text:
            formulas.update(_formulas_alone(text))
    return SheetMarks(frozenset(merged), frozenset(formulas))


def _blocks(part: IO[bytes]) -> Iterator[bytes]:
    """Overlapping, so that nothing is cut in two."""
    tail = b""
    while block := part.read(BLOCK):
        yield tail + block
        tail = (tail + block)[-OVERLAP:]


def _merged(text: bytes) -> Iterator[MergedDown]:
    for column, first, last in MERGED.findall(text):
        if int(last) > int(first) and (place := _place(column)) < MAX_COLUMNS:
            yield MergedDown(place, int(first), int(last))


def _formulas_alone(text: bytes) -> Iterator[tuple[int, int]]:
    for column, row in FORMULA_ALONE.findall(text):
        if (place := _place(column)) < MAX_COLUMNS:
            yield int(row), place


def _place(column: bytes) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
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
