"""Rows of text out of a CSV file or an XLSX workbook, whoever made it.

The file is hostile until shown otherwise: sizes are bounded before anything is unpacked, and
XML with a document type is rejected."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from catalog.importing.encoding import decode
from catalog.importing.errors import UnreadableFileError
from catalog.importing.headers import Columns, find_columns

FindColumns = Callable[[Sequence[str]], Columns | None]
MAX_MB = 40
MAX_UNPACKED_MB = 400
MAX_RATIO = 300  # a worksheet of equal rows packs well; a bomb packs a thousandfold and more
MAX_PARTS = 1000
MAX_ROWS = 200_000
LAST_ROW = 1_048_576  # of any spreadsheet; a cell that claims a lower row is forged
HEADER_WITHIN = 20  # titles and notes may stand above the header
MAX_COLUMNS = 200
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class NumberText(str):
    """A cell that the workbook keeps as a number: leading zeros may be lost."""

    __slots__ = ()


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
    candidates = _workbook(data) if data.startswith(b"PK\x03\x04") else _csv(data)
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


def _workbook(data: bytes) -> Iterator[Iterator[list[str]]]:
    _check_safe(data)
    from openpyxl import load_workbook  # slow to import, and only workbooks need it

    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # some writers state a wrong size
            yield _sheet_rows(sheet)
    except UnreadableFileError:
        raise
    except Exception as exc:  # whatever a broken part makes the library raise
        raise UnreadableFileError("file_format") from exc


def _sheet_rows(sheet) -> Iterator[list[str]]:
    try:
        for cells in sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS):
            blank = cells.count(None) == len(cells)
            yield [] if blank else [_text(value) for value in cells]
    except Exception as exc:  # a cell without a position, XML that ends early
        raise UnreadableFileError("file_format") from exc


def _text(value) -> str:
    if value is None:
        return ""
    # before int: True is one
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return NumberText(value)
    if isinstance(value, float):
        return NumberText(int(value) if value.is_integer() and abs(value) < 1e15 else repr(value))
    return str(value)


def _check_safe(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if (
                len(parts) > MAX_PARTS
                or unpacked > MAX_UNPACKED_MB * 1024 * 1024
                or unpacked > MAX_RATIO * max(len(data), 4096)
            ):
                raise UnreadableFileError("file_unsafe")
            for part in parts:
                _check_document_type(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as exc:
        raise UnreadableFileError("file_format") from exc


def _check_document_type(archive, part) -> None:
    """Entities can blow up or fetch files; no workbook needs a document type. The stated size
    binds what is read, so a lying directory gets no further."""
    if not part.filename.endswith((".xml", ".rels")):
        return
    with archive.open(part) as file:
        tail = b""
        while block := file.read(1 << 20):
            seen = (tail + block).replace(b"\x00", b"")  # UTF-16 too
            if b"<!DOCTYPE" in seen or b"<!ENTITY" in seen:
                raise UnreadableFileError("file_unsafe")
            tail = block[-64:]
