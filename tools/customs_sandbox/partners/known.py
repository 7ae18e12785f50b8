"""What the stand-ins know without being told: the documents they and their clients sent before.

A firm of the real world has them in its own books; here they share the store's.
"""

import json
import sqlite3
from typing import Any

from tools.customs_sandbox.papers import Record, head_of, lines_of

PARTIES = ("ebpCode", "ebpName", "ebcCode", "ebcName")
CARRIER = ("logisticsNo", "logisticsCode", "logisticsName")
BUYER = ("buyerIdType", "buyerIdNumber", "buyerName", "buyerTelephone")


def declared_list(
    connection: sqlite3.Connection, kind: str, *, invt_no: str = "", order_no: str = ""
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Head and lines of a list, with the number customs gave it; empty if there is none."""
    return (
        _newest(connection, kind, "invt_no", invt_no)
        or _newest(connection, kind, "order_no", order_no)
        or ({}, [])
    )


def _newest(
    connection: sqlite3.Connection, kind: str, column: str, value: str
) -> tuple[dict[str, Any], list[dict[str, str]]] | None:
    query = f"SELECT * FROM document WHERE kind = ? AND {column} = ? ORDER BY declared_at DESC"  # noqa: S608
    row = value and connection.execute(query, (kind, value)).fetchone()
    if not row:
        return None
    record: Record = json.loads(row["record"])
    return {**head_of(record, kind), "invtNo": row["invt_no"]}, lines_of(record, kind)


def list_of_waybill(
    connection: sqlite3.Connection, kind: str, logistics_no: str
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """The list whose goods travel under a waybill."""
    row = connection.execute(
        "SELECT order_no FROM document WHERE kind IN ('511', '505') AND business_key = ?",
        (logistics_no,),
    ).fetchone()
    return declared_list(connection, kind, order_no=row[0]) if row and row[0] else ({}, [])


def some(head: dict[str, Any], *names: str) -> dict[str, Any]:
    """Those elements that the document has."""
    return {name: head[name] for name in names if head.get(name)}
