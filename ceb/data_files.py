"""CSV files of the library: read once, when it is imported, and checked against their columns."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

TableRow = dict[str, str]


class TableError(ValueError):
    """A table is not of the shape it must have; names its file and, where known, the line."""


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[TableRow]:
    """The file's rows by column. Raises TableError for other columns, and for rows too long or
    too short: a comma forgotten would move every value behind it to the wrong place."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if (header := next(reader, [])) != list(columns):
            raise TableError(f"{path.name}: columns {header}, not {list(columns)}")
        for line, values in enumerate(reader, start=2):
            if len(values) != len(columns):
                raise TableError(f"{path.name}, line {line}: {len(values)} values")
            yield dict(zip(columns, values, strict=True))
