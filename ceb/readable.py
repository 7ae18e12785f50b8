"""A document as a table for a person: Chinese name, English note, value, what the code means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .codes import TABLES, VALUE_LABELS, receipt_status
from .fields import Field, Group, Trade
from .reader import Document, read
from .tables import MESSAGES


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """depth 0: a heading (an element with children, value ""); deeper: its fields."""

    path: str
    name: str
    zh: str
    en: str
    value: str = ""
    meaning: str = ""
    heading: bool = False


def readable(document: "bytes | Document") -> list[DocumentRow]:
    """Rows in document order. Raises UnreadableDocumentError."""
    parsed = read(document) if isinstance(document, bytes) else document
    message = MESSAGES[parsed.kind]
    rows: list[DocumentRow] = []
    for number, record in enumerate(parsed.records, start=1):
        where = f"{message.record.name}[{number}]"
        rows += _rows(record, message.record, where, message.trade)
    transfer = [member for member in message.root.members if member.name == "BaseTransfer"]
    if transfer and isinstance(transfer[0], Group) and parsed.base_transfer:
        rows += _rows(parsed.base_transfer, transfer[0], "BaseTransfer", message.trade)
    return rows


def _rows(record: dict[str, Any], group: Group, path: str, trade: Trade) -> Iterator[DocumentRow]:
    if any(isinstance(member, Field) for member in group.members):
        yield DocumentRow(path, group.name, group.zh, group.en, heading=True)
    for member in group.members:
        value = record.get(member.name)
        if value is None:
            continue
        if isinstance(member, Field):
            where = f"{path}/{member.name}"
            meaning = meaning_of(value, member, trade)
            yield DocumentRow(where, member.name, member.zh, member.en, value, meaning)
        elif isinstance(value, list) and isinstance(member, Group):
            for number, item in enumerate(value, start=1):
                yield from _rows(item, member, f"{path}/{member.name}[{number}]", trade)
        elif isinstance(member, Group):
            yield from _rows(value, member, f"{path}/{member.name}", trade)
    # What no table knows is shown all the same.
    for name, value in record.get("extra", {}).items():
        yield DocumentRow(f"{path}/{name}", name, name, "not in the table", value)


def meaning_of(value: str, field: Field, trade: Trade) -> str:
    """What a code of that field stands for, "" where it is no code or an unknown one."""
    if field.code_table:
        return TABLES[field.code_table].get(value, "")
    if field.name == "returnStatus":
        return receipt_status(value, trade).zh
    return VALUE_LABELS.get(field.name, {}).get(value, "")
