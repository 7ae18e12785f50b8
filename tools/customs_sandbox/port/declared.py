"""One record of a transmission, and what it is about."""

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from ceb.records import Record, head_of, key_of, lines_of


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


def order_of(connection: Connection, record: Record, kind: str) -> str:
    """The order a document is about; "" if it is about several or none is known."""
    head = head_of(record, kind)
    if head.get("orderNo"):
        return head["orderNo"]
    if head.get("invtNo"):
        return _order_number(connection, "invt_no = ? AND kind IN ('621', '603')", head["invtNo"])
    named = [head.get("logisticsNo"), *(x.get("logisticsNo") for x in lines_of(record, kind))]
    numbers = {number for number in named if number}
    if len(numbers) != 1:
        return ""
    waybill = "business_key = ? AND kind IN ('511', '505')"
    return _order_number(connection, waybill, numbers.pop())


def _order_number(connection: Connection, condition: str, value: str) -> str:
    query = f"SELECT order_no FROM document WHERE {condition}"  # noqa: S608  ours alone
    row = connection.execute(query, (value,)).fetchone()
    return str(row[0]) if row else ""
