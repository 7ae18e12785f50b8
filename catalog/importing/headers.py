"""Column headers in Chinese or English, in any order, as merchants' forms really write them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from catalog.importing.errors import UnreadableFileError
from catalog.importing.names import HAN
from ceb.data_files import read_rows
from core.language import speaks_chinese

NAMES = ("name_zh", "name_en", "name_ja")
SCALED = {"net_weight_kg": "net_weight_g", "gross_weight_kg": "gross_weight_g"}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row. `ignored`: headers nobody knows, as written."""

    positions: dict[str, int]
    ignored: tuple[str, ...]

    def __contains__(self, field: str) -> bool:
        return field in self.positions

    def cell(self, row: Sequence[str], field: str) -> str:
        position = self.positions.get(field)
        return row[position] if position is not None and position < len(row) else ""


def fold(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_*:()\[\]./·-]+", "", text)


# Of a field's spellings the first is the contract's own; folding drops case, blanks and brackets.
SPELLINGS = {
    row["field"]: row["spellings"].split()
    for row in read_rows(Path(__file__).with_name("headers.csv"), ("field", "spellings"))
}
KNOWN = {fold(spelling): field for field, known in SPELLINGS.items() for spelling in known}


def column_label(field: str) -> str:
    """A header that the visitor may write for a field; what is none as it stands."""
    spellings = SPELLINGS.get(field, [field])
    eastern = (spelling for spelling in spellings if HAN.search(spelling))
    return next(eastern, field) if speaks_chinese() else field


def find_columns(row: Sequence[str]) -> Columns | None:
    """The columns of a header row; None if this row is no header: it names the SKU and a name.

    Raises UnreadableFileError where one header stands there twice. Of two headers for one field
    (毛重 and 重量) the first counts."""
    positions: dict[str, int] = {}
    ignored, seen = [], set()
    for position, header in enumerate(row):
        folded = fold(header)
        field = KNOWN.get(folded)
        if field is None:
            if header.strip():
                ignored.append(header.strip())
            continue
        if folded in seen:
            raise UnreadableFileError("column_twice", column=header.strip())
        seen.add(folded)
        positions.setdefault(field, position)
    if "sku" not in positions or not any(name in positions for name in NAMES):
        return None
    return Columns(positions, tuple(ignored))
