"""Whether e-port accepts a record: new, change, too old, frozen (spec §5.3, §5.4)."""

import sqlite3

from tools.customs_sandbox.kinds import KINDS, LISTS, RESTED_ON

from .declared import DeclaredRecord

NAMES = {
    "311": "订单", "411": "支付单", "511": "运单", "513": "运单状态", "621": "清单",
    "623": "撤销申请单", "625": "退货申请单", "711": "入库明细单", "303": "订单", "403": "收款单",
    "505": "运单", "507": "运抵单", "509": "离境单", "603": "清单", "605": "撤销申请单",
    "607": "清单总分单", "701": "汇总申请单", "213": "退货申请单", "215": "理货明细单",
}  # fmt: skip
TEXTS = {
    "-301010": "已存在相同编号的订单",
    "-301009": "订单标识(appType)不正确,未找到操作的订单",
    "-301014": "订单报文处理失败，接收报文为旧报文数据，不做处理",
    "-301011": "该订单已向海关申报清单，状态不符",
    "-401007": "已存在相同编号的支付单",
    "-401006": "支付单标识(appType)不正确,未找到对应操作的支付单",
    "-401012": "支付单报文处理失败，接收报文为旧报文数据，不做处理",
    "-401008": "该支付单已向海关申报支付单，状态不符",
    "-504015": "已存在相同编号的运单",
    "-504014": "运单标识(appType)不正确,未找到操作的运单",
    "-505016": "物流报文处理失败，接收报文为旧报文数据，不做处理",
    "-504016": "该运单已向海关申报运单，状态不符",
    "-621004": "清单已经申报过，请勿重复申报",
    "-621011": "不存在已申报的清单，无法进行改单操作",
    "-621012": "清单的申报状态不符合改单申报的条件",
}
FROZEN = (*LISTS, "623", "605", "625", "213", "701")
# A document of these states has no effect: another may take its place.
DEAD = ("rejected", "cancelled", "draft")
LIVE = f"state NOT IN {DEAD}"


def repetition_error(connection: sqlite3.Connection, declared: DeclaredRecord) -> tuple[str, str]:
    """(negative status, text), or ("", "") if the record is new or a change that may be made."""
    kind, errors, name = declared.kind, KINDS[declared.kind].port_errors, NAMES[declared.kind]
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


def _frozen(connection: sqlite3.Connection, declared: DeclaredRecord, state: str) -> bool:
    """A list or application that customs is at work on or has concluded; a document such a list
    rests on. Waybills may still join an arrival, and documents that are only stored may change."""
    if declared.kind in RESTED_ON:
        return declared.order_no != "" and bool(
            connection.execute(
                f"SELECT 1 FROM document WHERE kind = ? AND order_no = ? AND {LIVE}",  # noqa: S608
                (RESTED_ON[declared.kind], declared.order_no),
            ).fetchone()
        )
    return declared.kind in FROZEN and state not in DEAD
