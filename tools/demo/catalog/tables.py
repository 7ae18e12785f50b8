"""The demo's text tables, with their comments and blank cells."""

import csv
from pathlib import Path

HERE = Path(__file__).parent


def table(name):
    """Rows of a table as dicts; cells are parted by a bar, or by a comma in the tariff."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        delimiter = "|" if "|" in file.readline() else ","
        file.seek(0)
        return list(csv.DictReader(file, delimiter=delimiter))
