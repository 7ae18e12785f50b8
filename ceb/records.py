"""The parts of a document's record whatever its kind's shape: head and lines, or one flat group."""

from typing import Any

from .fields import Group
from .tables import MESSAGES

Record = dict[str, Any]
# Several documents of one order: money may come in parts, each with a number of its own.
KEYED_BY_TWO = frozenset({"403"})


def is_flat(kind: str) -> bool:
    """Whether the values stand in the record itself, without a head of their own."""
    return any(MESSAGES[kind].record.fields())


def head_of(record: Record, kind: str) -> dict[str, str]:
    head: dict[str, str] = record if is_flat(kind) else record[_groups(kind)[0].name]
    return head


def lines_of(record: Record, kind: str) -> list[dict[str, str]]:
    name = lines_name(kind)
    lines: list[dict[str, str]] = record.get(name, []) if name else []
    return lines


def lines_name(kind: str) -> str:
    """The lines' element; "" for a kind without lines."""
    return next((group.name for group in _groups(kind) if group.max_occurs != 1), "")


def nested(kind: str, head: dict[str, Any], lines: list[dict[str, Any]]) -> Record:
    if is_flat(kind):
        return head
    name = lines_name(kind)
    return {_groups(kind)[0].name: head, **({name: lines} if name else {})}


def key_of(head: dict[str, str], kind: str) -> str:
    """The business key: what distinguishes documents of a kind for customs."""
    names = MESSAGES[kind].key[: 2 if kind in KEYED_BY_TWO else 1]
    return "/".join(filter(None, (head.get(name, "") for name in names)))


def _groups(kind: str) -> list[Group]:
    return [member for member in MESSAGES[kind].record.members if isinstance(member, Group)]
