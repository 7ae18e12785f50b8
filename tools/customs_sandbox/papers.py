"""A document's record whatever its shape: head and lines, or a single flat group."""

import sqlite3
from typing import Any

from ceb import MESSAGES
from ceb.fields import Group

Record = dict[str, Any]
# Kinds that several documents of one order can be told apart in only by their second key.
TWO_KEYS = frozenset({"403"})


def is_flat(kind: str) -> bool:
    """Whether the values stand in the record itself, without a head of their own."""
    return any(MESSAGES[kind].record.fields())


def head_of(record: Record, kind: str) -> dict[str, str]:
    head: dict[str, str] = record if is_flat(kind) else record[head_name(kind)]
    return head


def lines_of(record: Record, kind: str) -> list[dict[str, str]]:
    name = lines_name(kind)
    lines: list[dict[str, str]] = record.get(name, []) if name else []
    return lines


def head_name(kind: str) -> str:
    return _groups(kind)[0].name


def lines_name(kind: str) -> str:
    """ "" for a kind without lines."""
    return next((group.name for group in _groups(kind) if group.most != 1), "")


def nested(kind: str, head: dict[str, Any], lines: list[dict[str, Any]]) -> Record:
    if is_flat(kind):
        return head
    name = lines_name(kind)
    return {head_name(kind): head, **({name: lines} if name else {})}


def key_of(head: dict[str, str], kind: str) -> str:
    """What customs tells documents of a kind apart by."""
    names = MESSAGES[kind].key[: 2 if kind in TWO_KEYS else 1]
    return "/".join(filter(None, (head.get(name, "") for name in names)))


def order_of(connection: sqlite3.Connection, record: Record, kind: str) -> str:
    """The order a document is about; "" if it is about several or none is known."""
    head = head_of(record, kind)
    if head.get("orderNo"):
        return head["orderNo"]
    if head.get("invtNo"):
        found = connection.execute(
            "SELECT order_no FROM document WHERE invt_no = ? AND kind IN ('621', '603')",
            (head["invtNo"],),
        ).fetchone()
        return str(found[0]) if found else ""
    named = [head.get("logisticsNo"), *(x.get("logisticsNo") for x in lines_of(record, kind))]
    numbers = {number for number in named if number}
    if len(numbers) != 1:
        return ""
    found = connection.execute(
        "SELECT order_no FROM document WHERE kind IN ('511', '505') AND business_key = ?",
        (numbers.pop(),),
    ).fetchone()
    return str(found[0]) if found else ""


def _groups(kind: str) -> list[Group]:
    return [member for member in MESSAGES[kind].record.members if isinstance(member, Group)]
