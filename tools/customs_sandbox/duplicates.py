"""Whether e-port takes a record: new, change, too old, frozen (spec §5.3, §5.4)."""

import sqlite3

from .kinds import KINDS, LISTS, RESTED_ON

NAMES = {
    "311": "订单", "411": "支付单", "511": "运单", "513": "运单状态", "621": "清单",
    "623": "撤销申请单", "625": "退货申请单", "711": "入库明细单", "303": "订单", "403": "收款单",
    "505": "运单", "507": "运抵单", "509": "离境单", "603": "清单", "605": "撤销申请单",
    "607": "清单总分单", "701": "汇总申请单", "213": "退货申请单", "215": "理货明细单",
}  # fmt: skip
WORDS = {
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
DEAD = ("refused", "cancelled", "draft")
LIVE = f"state NOT IN {DEAD}"


def objection(
    connection: sqlite3.Connection, kind: str, key: str, order_no: str, app_type: str, app_time: str
) -> tuple[str, str]:
    """(negative status, words), or ("", "") if the record is taken."""
    refusals, name = KINDS[kind].refusals, NAMES[kind]
    held = connection.execute(
        "SELECT app_time, state FROM document WHERE kind = ? AND business_key = ?", (kind, key)
    ).fetchone()
    if app_type == "1":
        if held is None or held["state"] == "draft":
            return "", ""
        return _said(refusals.exists, f"{name}已存在，请勿重复申报")
    if held is None:
        return _said(refusals.missing, f"未找到可变更的{name}")
    if app_time <= held["app_time"]:
        return _said(refusals.stale, f"接收的{name}为旧报文数据，不做处理")
    if _frozen(connection, kind, held["state"], order_no):
        return _said(refusals.frozen, f"{name}的状态不符合变更的条件")
    return "", ""


def _said(status: str, words: str) -> tuple[str, str]:
    return status, WORDS.get(status, words)


def _frozen(connection: sqlite3.Connection, kind: str, state: str, order_no: str) -> bool:
    """A list or application that customs is at work on or has concluded; a document such a list
    rests on. Waybills may still join an arrival, and papers that are only stored may change."""
    if kind in RESTED_ON:
        return order_no != "" and bool(
            connection.execute(
                f"SELECT 1 FROM document WHERE kind = ? AND order_no = ? AND {LIVE}",  # noqa: S608
                (RESTED_ON[kind], order_no),
            ).fetchone()
        )
    return kind in FROZEN and state not in DEAD
