"""A judged list: what visitors type, and which goods they must be shown.

A text file in UTF-8. Each line has three fields separated by tabs: kind, query, goods. Goods are
SKUs separated by blanks: `KIWI-007-1` is what was meant (grade 2), `KIWI-009-1=1` fits as well
(grade 1). `-` stands for goods that aren't sold here: nothing at all may be shown. Empty lines
and lines that begin with `#` are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEANT = 2
NOTHING = "-"


class JudgmentFileError(ValueError):
    """The file isn't a judged list; says which line and why."""


@dataclass(frozen=True)
class JudgedQuery:
    """goods: SKU → grade; empty where nothing may be found."""

    kind: str
    query: str
    goods: Mapping[str, int]


def read_judged(path: str | Path) -> list[JudgedQuery]:
    """Raises JudgmentFileError, or OSError where the file can't be read."""
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as exc:
        raise JudgmentFileError(f"{path}: not UTF-8 ({exc.reason})") from exc
    judged = [
        _line(path, number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not judged:
        raise JudgmentFileError(f"{path}: no queries")
    return judged


def _line(path, number: int, line: str) -> JudgedQuery:
    fields = line.split("\t")
    if len(fields) != 3 or not all(field.strip() for field in fields):
        raise JudgmentFileError(f"{path}:{number}: expected kind, query and goods parted by tabs")
    kind, query, goods = fields
    if goods.strip() == NOTHING:
        return JudgedQuery(kind, query, {})
    try:
        return JudgedQuery(kind, query, dict(_graded(word) for word in goods.split()))
    except ValueError as exc:
        raise JudgmentFileError(f"{path}:{number}: {exc}") from exc


def _graded(word: str) -> tuple[str, int]:
    sku, _, grade = word.partition("=")
    if grade and not (grade.isdigit() and int(grade) > 0):
        raise ValueError(f"{word}: a grade is a number from 1")
    return sku, int(grade or MEANT)
