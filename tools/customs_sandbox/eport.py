"""What e-port itself refuses about a new or changed document, beyond form and repetition."""

import sqlite3
from typing import TYPE_CHECKING

from .duplicates import LIVE
from .holding import Held
from .judging.changes import CANCELLABLE, LIST_OF
from .kinds import KINDS, LISTS
from .limits import over_limit
from .rulebook import Rulebook

if TYPE_CHECKING:
    from .opening import Opening

Refusal = tuple[str, str]


def refusal(connection: sqlite3.Connection, opening: "Opening", rules: Rulebook) -> Refusal | None:
    """(negative status, words)."""
    if "customsCode" in opening.head and (words := rules.place_fault(opening.head)):
        return KINDS[opening.kind].refusals.form, words
    if opening.kind in LISTS and (refused := _declared_twice(connection, opening)):
        return refused
    if opening.kind == "621":
        year = opening.head["declTime"][:4]
        return over_limit(connection, opening.record, opening.key, year)
    if opening.kind in LIST_OF:
        return _change_refused(connection, opening)
    return None


def _declared_twice(connection: sqlite3.Connection, opening: "Opening") -> Refusal | None:
    """One live list an order, whatever its own number."""
    other = connection.execute(
        f"SELECT business_key FROM document WHERE kind = ? AND order_no = ? AND {LIVE}"  # noqa: S608
        " AND business_key <> ?",
        (opening.kind, opening.order_no, opening.key),
    ).fetchone()
    if other is None:
        return None
    words = f"订单[{opening.order_no}]的清单[{other[0]}]已经申报过，请勿重复申报"
    return KINDS[opening.kind].refusals.exists, words


def _change_refused(connection: sqlite3.Connection, opening: "Opening") -> Refusal | None:
    refusals = KINDS[opening.kind].refusals
    invt_no = opening.head.get("invtNo", "")
    held = Held.numbered(connection, LIST_OF[opening.kind], invt_no)
    if held is None:
        return refusals.unknown, f"没有编号为[{invt_no}]的清单"
    if opening.kind in ("623", "605"):
        if held.state not in CANCELLABLE:
            return refusals.state, f"清单[{invt_no}]的状态不能撤单"
        if _under_way(connection, opening.kind, invt_no, opening.key):
            return refusals.exists, f"清单[{invt_no}]的撤销申请单已经申报过"
    elif _under_way(connection, {"625": "623", "213": "605"}[opening.kind], invt_no, ""):
        return refusals.state, f"清单[{invt_no}]存在已申报的撤销申请单"
    return None


def _under_way(connection: sqlite3.Connection, kind: str, invt_no: str, besides: str) -> bool:
    """Whether another application about the list is alive."""
    return bool(
        connection.execute(
            f"SELECT 1 FROM document WHERE {LIVE}"  # noqa: S608
            " AND about = ? AND about <> '' AND kind = ? AND business_key <> ?",
            (invt_no, kind, besides),
        ).fetchone()
    )
