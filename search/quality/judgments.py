"""A judged list: what shoppers type, and which goods they must be shown.

A text file in UTF-8. Each line holds three fields parted by tabs: kind, query, goods. Goods are
SKUs parted by blanks: `KIWI-007-1` is what was meant (grade 2), `KIWI-009-1=1` fits as well
(grade 1). `-` stands for goods that aren't sold here: nothing at all may be shown. Empty lines
and lines that begin with `#` are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEANT = 2
NOTHING = "-"


class BadList(ValueError):
    """The file isn't a judged list; says which line and why."""


@dataclass(frozen=True)
class Judged:
    """goods: SKU → grade; empty where nothing may be found."""

    kind: str
    query: str
    goods: Mapping[str, int]


def read_judged(path: str | Path) -> list[Judged]:
    """Raises BadList, or OSError where the file can't be read."""
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BadList(f"{path}: not UTF-8 ({error.reason})") from error
    found = [
        _line(path, number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not found:
        raise BadList(f"{path}: no queries")
    return found


def _line(path, number: int, line: str) -> Judged:
    fields = line.split("\t")
    if len(fields) != 3 or not all(field.strip() for field in fields):
        raise BadList(f"{path}:{number}: expected kind, query and goods parted by tabs")
    kind, query, goods = fields
    if goods.strip() == NOTHING:
        return Judged(kind, query, {})
    try:
        return Judged(kind, query, dict(_graded(word) for word in goods.split()))
    except ValueError as error:
        raise BadList(f"{path}:{number}: {error}") from error


def _graded(word: str) -> tuple[str, int]:
    sku, _, grade = word.partition("=")
    if grade and not (grade.isdigit() and int(grade) > 0):
        raise ValueError(f"{word}: a grade is a number from 1")
    return sku, int(grade or MEANT)
