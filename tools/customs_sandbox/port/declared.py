"""One record of a transmission, and what it is about."""

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from ceb.records import Record, head_of, key_of
from tools.customs_sandbox.order_numbers import order_of


@dataclass(frozen=True, slots=True)
class DeclaredRecord:
    """key: its business key; order_no: "" if it is about several orders or none is known."""

    kind: str
    record: Record
    head: dict[str, str]
    key: str
    order_no: str

    @classmethod
    def of(cls, connection: Connection, kind: str, record: dict[str, Any]) -> "DeclaredRecord":
        head = head_of(record, kind)
        return cls(kind, record, head, key_of(head, kind), order_of(connection, record, kind))
