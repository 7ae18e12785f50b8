"""What e-port itself rejects about a new or changed document, beyond form and repetition."""

from sqlite3 import Connection

from tools.customs_sandbox.documents import LIVE, CustomsDocument
from tools.customs_sandbox.kinds import KINDS, LISTS
from tools.customs_sandbox.matching.changes import ABOUT, CANCELLABLE, LIST_OF
from tools.customs_sandbox.rulebook import Rulebook

from .declared import DeclaredRecord
from .limits import over_limit

Rejection = tuple[str, str]  # negative status, text


def port_rejection(
    connection: Connection, declared: DeclaredRecord, rules: Rulebook
) -> Rejection | None:
    if "customsCode" in declared.head and (text := rules.place_error(declared.head)):
        return KINDS[declared.kind].port_errors.form, text
    if declared.kind in LISTS and (rejection := _declared_twice(connection, declared)):
        return rejection
    if declared.kind == "621":
        year = declared.head["declTime"][:4]
        # Customs checks a person's limits before it looks at the list itself.
        return over_limit(connection, declared.record, declared.key, year)
    if declared.kind in LIST_OF:
        return _change_rejection(connection, declared)
    return None


def _declared_twice(connection: Connection, declared: DeclaredRecord) -> Rejection | None:
    """One live list an order, whatever its own number."""
    where = f"kind = ? AND order_no = ? AND {LIVE} AND business_key <> ?"
    values = (declared.kind, declared.order_no, declared.key)
    others = CustomsDocument.select(connection, where, *values)
    if not others:
        return None
    text = f"订单[{declared.order_no}]的清单[{others[0].key}]已经申报过，请勿重复申报"
    return KINDS[declared.kind].port_errors.exists, text


def _change_rejection(connection: Connection, change: DeclaredRecord) -> Rejection | None:
    errors = KINDS[change.kind].port_errors
    invt_no = change.head.get("invtNo", "")
    declaration = CustomsDocument.numbered(connection, LIST_OF[change.kind], invt_no)
    if declaration is None:
        return errors.unknown, f"没有编号为[{invt_no}]的清单"
    if change.kind in ("623", "605"):
        if declaration.state not in CANCELLABLE:
            return errors.state, f"清单[{invt_no}]的状态不能撤单"
        if _under_way(connection, change.kind, invt_no, change.key):
            return errors.exists, f"清单[{invt_no}]的撤销申请单已经申报过"
    elif _under_way(connection, {"625": "623", "213": "605"}[change.kind], invt_no, ""):
        return errors.state, f"清单[{invt_no}]存在已申报的撤销申请单"
    return None


def _under_way(connection: Connection, kind: str, invt_no: str, besides: str) -> bool:
    """Whether another application about the list is alive."""
    where = f"{LIVE} AND {ABOUT}"
    return bool(CustomsDocument.select(connection, where, invt_no, kind, besides))
