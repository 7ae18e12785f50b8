"""Whether e-port accepts a record: new, change, too old, frozen (spec §5.3, §5.4)."""

from pathlib import Path
from sqlite3 import Connection

from ceb.data_files import read_rows
from tools.customs_sandbox.documents import DEAD, LIVE
from tools.customs_sandbox.kinds import KINDS, LISTS, RESTED_ON

from .declared import DeclaredRecord

# Of some statuses the very words are known from practice.
TEXTS = {
    row["status"]: row["text"]
    for row in read_rows(Path(__file__).with_name("repetitions.csv"), ("status", "text"))
}
FROZEN = (*LISTS, "623", "605", "625", "213", "701")


def repetition_error(connection: Connection, declared: DeclaredRecord) -> tuple[str, str]:
    """(negative status, text), or ("", "") if the record is new or a change that may be made."""
    kind, facts = declared.kind, KINDS[declared.kind]
    errors, name = facts.port_errors, facts.zh
    on_file = connection.execute(
        "SELECT app_time, state FROM document WHERE kind = ? AND business_key = ?",
        (kind, declared.key),
    ).fetchone()
    if declared.head["appType"] == "1":
        if on_file is None or on_file["state"] == "draft":
            return "", ""
        return _with_text(errors.exists, f"{name}已存在，请勿重复申报")
    if on_file is None:
        return _with_text(errors.missing, f"未找到可变更的{name}")
    # An equal appTime is old too: two versions of one second can't be put in order.
    if declared.head["appTime"] <= on_file["app_time"]:
        return _with_text(errors.stale, f"接收的{name}为旧报文数据，不做处理")
    if _frozen(connection, declared, on_file["state"]):
        return _with_text(errors.frozen, f"{name}的状态不符合变更的条件")
    return "", ""


def _with_text(status: str, text: str) -> tuple[str, str]:
    return status, TEXTS.get(status, text)


def _frozen(connection: Connection, declared: DeclaredRecord, state: str) -> bool:
    """A list or application that customs is at work on or has concluded; a document such a list
    rests on. Waybills may still join an arrival, and documents that are only stored may change."""
    if declared.kind in RESTED_ON:
        query = f"SELECT 1 FROM document WHERE kind = ? AND order_no = ? AND {LIVE}"  # noqa: S608
        values = (RESTED_ON[declared.kind], declared.order_no)
        return declared.order_no != "" and bool(connection.execute(query, values).fetchone())
    return declared.kind in FROZEN and state not in DEAD
