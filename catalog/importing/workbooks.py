"""The sheets of an XLSX workbook as rows of text.

The file is hostile until shown otherwise: sizes are bounded before anything is unpacked, and
XML with a document type is rejected."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import islice

from catalog.importing.cell_texts import MAX_COLUMNS, FormulaText, NumberText
from catalog.importing.errors import UnreadableFileError
from catalog.importing.sheet_marks import MergedDown, SheetMarks, read_marks

MAX_UNPACKED_MB = 400
MAX_RATIO = 300  # a worksheet of equal rows packs well; a bomb packs a thousandfold and more
MAX_PARTS = 1000
LOOKED_AT = 50  # rows, to tell whether a sheet holds anything


class Sheet:
    """One sheet of a workbook; rows and marks are read on demand."""

    def __init__(self, sheet):
        self.name: str = sheet.title
        self.is_visible: bool = sheet.sheet_state == "visible"
        self._sheet = sheet

    @property
    def merged(self) -> frozenset[MergedDown]:
        return self._marks.merged

    @cached_property
    def _marks(self) -> SheetMarks:
        with _broken_parts_named(), self._sheet._get_source() as part:
            return read_marks(part)

    def rows(self) -> Iterator[list[str]]:
        rows_with_formulas = {row for row, _column in self._marks.formulas}
        with _broken_parts_named():
            self._sheet.reset_dimensions()  # some writers state a wrong size
            cells = self._sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS)
            for number, values in enumerate(cells, start=1):
                if number in rows_with_formulas:
                    yield self._with_formulas(number, values)
                else:
                    blank = values.count(None) == len(values)
                    yield [] if blank else [_text(value) for value in values]

    def _with_formulas(self, number: int, values) -> list[str]:
        formulas = self._marks.formulas
        return [
            FormulaText("=") if (number, column) in formulas else _text(value)
            for column, value in enumerate(values)
        ]

    def holds_anything(self) -> bool:
        """In its first rows; a sheet that can't be read does."""
        try:
            return any(map(any, islice(self.rows(), LOOKED_AT)))
        except UnreadableFileError:
            return True


def sheets(data: bytes) -> list[Sheet]:
    _check_safe(data)
    from openpyxl import load_workbook  # slow to import, and only workbooks need it

    with _broken_parts_named():
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return [Sheet(sheet) for sheet in workbook.worksheets]


@contextmanager
def _broken_parts_named() -> Iterator[None]:
    try:
        yield
    except UnreadableFileError:
        raise
    except Exception as exc:  # a cell without a position, XML that ends early, …
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
