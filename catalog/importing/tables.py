"""Rows of text out of a CSV file or an XLSX workbook of any program.

The file is hostile until shown otherwise: its size, rows and columns are bounded."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from catalog.importing.cell_texts import MAX_COLUMNS
from catalog.importing.encoding import decode
from catalog.importing.errors import UnreadableFileError
from catalog.importing.headers import Columns, find_columns
from catalog.importing.sheet_marks import FillDown, MergedDown
from catalog.importing.workbooks import Sheet, sheets

FindColumns = Callable[[Sequence[str]], Columns | None]
MAX_MB = 40
MAX_ROWS = 200_000
LAST_ROW = 1_048_576  # of any spreadsheet; a cell that claims a lower row is forged
HEADER_WITHIN = 20  # titles and notes may stand above the header
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: (row number, cells) of what is below the header, blank rows left out, merged cells
    filled down where wished. `unread`: names of the workbook's other sheets."""

    columns: Columns
    rows: list[tuple[int, list[str]]]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DelimitedText:
    text: str
    delimiter: str
    merged: ClassVar[frozenset[MergedDown]] = frozenset()

    def rows(self) -> Iterator[list[str]]:
        lines = io.StringIO(self.text, newline="")
        try:
            for cells in csv.reader(lines, delimiter=self.delimiter):
                yield cells[:MAX_COLUMNS]
        except csv.Error as exc:
            raise UnreadableFileError("file_format") from exc


Source = Sheet | DelimitedText


def read_table(
    data: bytes,
    find: FindColumns = find_columns,
    max_rows: int = MAX_ROWS,
    *,
    fills_down: bool = True,
) -> Table:
    """The first table with a known header; raises UnreadableFileError.

    find: the columns of a header row, None if a row is no header; those of goods by default.
    max_rows: rows below the header; a file with more is rejected when the first of them is read;
    fills_down: whether what merged cells hold counts for each of their rows."""
    if len(data) > MAX_MB * 1024 * 1024:
        raise UnreadableFileError("file_too_large", limit=MAX_MB)
    if not data.strip():
        raise UnreadableFileError("file_empty")
    if data.startswith(OLD_EXCEL):
        raise UnreadableFileError("file_old_excel")
    candidates = sheets(data) if data.startswith(b"PK\x03\x04") else _delimited(data)
    for candidate in candidates:
        table = _with_header(candidate, find, max_rows, fills_down)
        if table is not None:
            return replace(table, unread=_unread(candidates, candidate))
    raise UnreadableFileError("no_header")


def _unread(candidates: Sequence[Source], read: Source) -> tuple[str, ...]:
    """The other sheets that a person sees and that hold anything."""
    return tuple(
        other.name
        for other in candidates
        if isinstance(other, Sheet) and other is not read and other.is_visible
        if other.holds_anything()
    )


def _with_header(
    source: Source, find: FindColumns, max_rows: int, fills_down: bool
) -> Table | None:
    columns, rows, fill_down = None, [], FillDown(())
    for number, cells in enumerate(source.rows(), start=1):
        if number > LAST_ROW:
            raise UnreadableFileError("too_many_rows", limit=max_rows)
        if columns is None:
            if number > HEADER_WITHIN:
                return None
            columns = find(cells)
            # a header of two lines is merged too, and is no value of what is below it
            merged = source.merged if fills_down else ()
            fill_down = FillDown(cells for cells in merged if cells.first > number)
        elif any(cell.strip() for cell in cells):
            fill_down(number, cells)
            rows.append((number, cells))
            if len(rows) > max_rows:
                raise UnreadableFileError("too_many_rows", limit=max_rows)
    return Table(columns, rows) if columns else None


def _delimited(data: bytes) -> list[DelimitedText]:
    text = decode(data)
    # the default of 128 kB would fail on long descriptions; without a limit one cell fills memory
    csv.field_size_limit(1024 * 1024)
    return [DelimitedText(text, delimiter) for delimiter in ",;\t|"]
