"""The sheets of an XLSX workbook as rows of text.

The file is hostile until shown otherwise: sizes are bounded before anything is unpacked, and
XML with a document type is rejected."""

import io
import zipfile
from collections.abc import Iterator

from catalog.importing.cell_texts import MAX_COLUMNS, NumberText
from catalog.importing.errors import UnreadableFileError

MAX_UNPACKED_MB = 400
MAX_RATIO = 300  # a worksheet of equal rows packs well; a bomb packs a thousandfold and more
MAX_PARTS = 1000


def sheets(data: bytes) -> Iterator[Iterator[list[str]]]:
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
