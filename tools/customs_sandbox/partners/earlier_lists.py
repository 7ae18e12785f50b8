"""The lists a partner's document is about, as the agent declared them before.

A firm of the real world has them in its own accounts; here they share the platform's store."""

import json
from sqlite3 import Connection
from typing import Any

from ceb.partner_documents import DeclaredList, PartnerRequest
from ceb.records import head_of, lines_of
from tools.customs_sandbox.matching.changes import LIST_OF

UNKNOWN: DeclaredList = ({}, [])
OF_PARCELS = {"507": "603", "509": "603", "711": "621"}


def lists_about(connection: Connection, kind: str, request: PartnerRequest) -> list[DeclaredList]:
    """At least one, empty where none is known; in the order of the request's lines."""
    lines = request.get("lines") or [{}]
    if kind in OF_PARCELS:
        waybill = lines[0].get("logistics_no", "")
        return [_of_waybill(connection, OF_PARCELS[kind], waybill)]
    if kind == "607":
        return [_declared(connection, "603", line.get("invt_no", "")) for line in lines]
    if kind == "701":  # may name a thousand: one consignor has them all
        return [_declared(connection, "603", lines[0].get("invt_no", ""))]
    if kind == "215":
        return [_declared(connection, "603", request.get("invt_no", ""))]
    if kind in LIST_OF:
        numbers = (request.get("invt_no", ""), request.get("order_no", ""))
        return [_declared(connection, LIST_OF[kind], *numbers)]
    return [UNKNOWN]


def _declared(connection: Connection, kind: str, invt_no: str, order_no: str = "") -> DeclaredList:
    """With the number customs gave it."""
    return (
        _newest(connection, kind, "invt_no", invt_no)
        or _newest(connection, kind, "order_no", order_no)
        or UNKNOWN
    )


def _newest(connection: Connection, kind: str, column: str, value: str) -> DeclaredList | None:
    query = f"SELECT * FROM document WHERE kind = ? AND {column} = ? ORDER BY declared_at DESC"  # noqa: S608
    row = value and connection.execute(query, (kind, value)).fetchone()
    if not row:
        return None
    record: dict[str, Any] = json.loads(row["record"])
    return {**head_of(record, kind), "invtNo": row["invt_no"]}, lines_of(record, kind)


def _of_waybill(connection: Connection, kind: str, logistics_no: str) -> DeclaredList:
    row = connection.execute(
        "SELECT order_no FROM document WHERE kind IN ('511', '505') AND business_key = ?",
        (logistics_no,),
    ).fetchone()
    return _declared(connection, kind, "", row[0]) if row and row[0] else UNKNOWN
