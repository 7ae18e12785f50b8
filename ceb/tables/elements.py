"""A file of elements: what a record or the frame around all records is made of, in this order.

A row of 2018-113 right behind a row of the same element says how that version had it; a version at
any other row says whose schema has the element at all.
"""

import re
from dataclasses import replace
from pathlib import Path

from ceb.data_files import TableError, TableRow, read_rows
from ceb.fields import (
    CEB_NAMESPACE,
    DSIG_NAMESPACE,
    OLDER_VERSION,
    VERSIONS,
    Field,
    ForeignElement,
    Group,
    Member,
)

COLUMNS = (
    "group", "element", "zh", "en", "type", "occurs", "length", "collapse", "fixed", "default",
    "expected", "allowed", "barred", "code_table", "needed_in", "barred_in", "fixed_in", "pairs",
    "version",
)  # fmt: skip
OCCURS = re.compile(r"(\d+)(?:-(\d+|n))?")
LENGTH = re.compile(r"(\d+)(?:(-)(\d*))?")
_read: dict[tuple[str, ...], Field] = {}  # most fields stand in several tables


def read_elements(path: Path) -> tuple[Member, ...]:
    """The elements that stand in no group. Raises TableError."""
    children: dict[str, list[Member]] = {"": []}
    for line, row in enumerate(read_rows(path, COLUMNS), start=2):
        try:
            _add(row, children)
        except (KeyError, ValueError) as exc:
            raise TableError(f"{path.name}, line {line}: {exc!r}") from exc
    return _assembled("", children)


def _add(row: TableRow, children: dict[str, list[Member]]) -> None:
    siblings, name = children[row["group"]], row["element"]
    if row["version"] == OLDER_VERSION and siblings and siblings[-1].name == name:
        siblings[-1] = _with_older(siblings[-1], row)
        return
    if any(sibling.name == name for sibling in siblings):
        raise ValueError("twice in one group")
    if row["type"] == "group":
        siblings.append(_group(row))
        children[name] = []
    elif row["type"] in ("any", "signature"):
        siblings.append(_foreign(row))
    else:
        siblings.append(_field(row))


def _with_older(newer: Member, row: TableRow) -> Member:
    if isinstance(newer, Group):
        return replace(newer, older_occurs=_occurs(row))
    if not isinstance(newer, Field):
        raise ValueError("the older version had the same")
    return replace(newer, older=replace(_field(row), versions=VERSIONS))


def _assembled(name: str, children: dict[str, list[Member]]) -> tuple[Member, ...]:
    return tuple(
        replace(child, members=_assembled(child.name, children))
        if isinstance(child, Group)
        else child
        for child in children[name]
    )


def _group(row: TableRow) -> Group:
    minimum, maximum = _occurs(row)
    pairs = tuple((one, other) for one, other in (pair.split("+") for pair in row["pairs"].split()))
    return Group(row["element"], row["zh"], row["en"], (), minimum, maximum, pairs)


def _foreign(row: TableRow) -> ForeignElement:
    namespace = DSIG_NAMESPACE if row["type"] == "signature" else CEB_NAMESPACE
    return ForeignElement(
        row["element"],
        row["zh"],
        row["en"],
        row["type"],  # type: ignore[arg-type]  # any or signature
        namespace,
        *_occurs(row),
    )


def _field(row: TableRow) -> Field:
    values = tuple(row.values())[1:]
    if values not in _read:
        _read[values] = _new_field(row)
    return _read[values]


def _new_field(row: TableRow) -> Field:
    times = _occurs(row)
    if times not in ((0, 1), (1, 1)) or row["pairs"]:
        raise ValueError("a field occurs once or not at all; pairs are a group's to name")
    return Field(
        row["element"],
        row["zh"],
        row["en"],
        **_limits(row["type"], row["length"]),  # type: ignore[arg-type]
        required=times[0] == 1,
        fixed=row["fixed"] or None,
        default=row["default"] or None,
        collapse=_yes(row["collapse"]),
        expected=_yes(row["expected"]),
        allowed=tuple(row["allowed"].split()),
        barred=tuple(row["barred"].split()),
        code_table=row["code_table"],
        time=row["type"] == "time",
        needed_in=tuple(row["needed_in"].split()),
        barred_in=tuple(row["barred_in"].split()),
        fixed_in=_fixed_in(row["fixed_in"]),
        versions=tuple(row["version"].split()) or VERSIONS,
    )


def _limits(kind: str, length: str) -> dict[str, object]:
    """length: "1-60", "36" or "0-" (no limit) of a text or time; "19.5" digits and decimals of an
    amount; "9" digits of a whole number, or nothing."""
    if kind == "decimal":
        digits, decimals = length.split(".")
        return {"form": "decimal", "digits": int(digits), "decimals": int(decimals)}
    if kind == "int":
        return {"form": "int", "digits": int(length) if length else None}
    if kind not in ("text", "time") or not (match := LENGTH.fullmatch(length)):
        raise ValueError(f"{kind} of length {length}")
    minimum, dash, maximum = match.groups()
    return {
        "min_length": int(minimum),
        "max_length": int(maximum) if maximum else None if dash else int(minimum),
    }


def _occurs(row: TableRow) -> tuple[int, int | None]:
    match = OCCURS.fullmatch(row["occurs"])
    if match is None:
        raise ValueError(f"occurs {row['occurs']}")
    minimum, maximum = match.groups(default=match[1])
    return int(minimum), None if maximum == "n" else int(maximum)


def _yes(value: str) -> bool:
    if value not in ("", "yes"):
        raise ValueError(f"yes or nothing, not {value}")
    return bool(value)


def _fixed_in(value: str) -> tuple[tuple[str, str], ...]:
    return tuple((mode, fixed) for mode, fixed in (pair.split("=") for pair in value.split()))
