"""Rows of text out of a CSV file or an XLSX workbook, whoever made it.

The file is hostile until shown otherwise: its size, rows and columns are bounded."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from catalog.importing.cell_texts import MAX_COLUMNS
from catalog.importing.encoding import decode
from catalog.importing.errors import UnreadableFileError
from catalog.importing.headers import Columns, find_columns
from catalog.importing.workbooks import sheets

FindColumns = Callable[[Sequence[str]], Columns | None]
MAX_MB = 40
MAX_ROWS = 200_000
LAST_ROW = 1_048_576  # of any spreadsheet; a cell that claims a lower row is forged
HEADER_WITHIN = 20  # titles and notes may stand above the header
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: (row number, cells) of what is below the header, blank rows left out."""

    columns: Columns
    rows: list[tuple[int, list[str]]]


def read_table(data: bytes, find: FindColumns = find_columns, max_rows: int = MAX_ROWS) -> Table:
    """The first table with a known header; raises UnreadableFileError.

    find: the columns of a header row, None if a row is no header; those of goods by default.
    max_rows: rows below the header; a file with more is rejected when the first of them is read."""
    if len(data) > MAX_MB * 1024 * 1024:
        raise UnreadableFileError("file_too_large", limit=MAX_MB)
    if not data.strip():
        raise UnreadableFileError("file_empty")
    if data.startswith(OLD_EXCEL):
        raise UnreadableFileError("file_old_excel")
    candidates = sheets(data) if data.startswith(b"PK\x03\x04") else _csv(data)
    for rows in candidates:
        table = _with_header(rows, find, max_rows)
        if table is not None:
            return table
    raise UnreadableFileError("no_header")


def _with_header(
    rows_of_text: Iterator[list[str]], find: FindColumns, max_rows: int
) -> Table | None:
    columns, rows = None, []
    for number, cells in enumerate(rows_of_text, start=1):
        if number > LAST_ROW:
            raise UnreadableFileError("too_many_rows", limit=max_rows)
        if columns is None:
            if number > HEADER_WITHIN:
                return None
            columns = find(cells)
        elif any(cell.strip() for cell in cells):
            rows.append((number, cells))
            if len(rows) > max_rows:
                raise UnreadableFileError("too_many_rows", limit=max_rows)
    return Table(columns, rows) if columns else None


def _csv(data: bytes) -> Iterator[Iterator[list[str]]]:
    text = decode(data)
    # the default of 128 kB would fail on long descriptions; without a limit one cell fills memory
    csv.field_size_limit(1024 * 1024)
    for delimiter in ",;\t|":
        yield _csv_rows(text, delimiter)


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield cells[:MAX_COLUMNS]
    except csv.Error as exc:
        raise UnreadableFileError("file_format") from exc
