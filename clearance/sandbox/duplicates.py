"""Whether e-port takes a record: new, change, too old, frozen (spec §5.3, §5.4)."""

import sqlite3

# (exists already, nothing to change, older than held, declared and frozen)
CODES = {
    "311": ("-301010", "-301009", "-301014", "-301011"),
    "411": ("-401007", "-401006", "-401012", "-401008"),
    "511": ("-504015", "-504014", "-505016", "-504016"),
    "621": ("-621004", "-621011", "-621012", "-621012"),
}
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


def objection(
    connection: sqlite3.Connection, kind: str, key: str, order_no: str, app_type: str, app_time: str
) -> str:
    """The negative status, or "" if the record is taken."""
    exists, missing, stale, frozen = CODES[kind]
    held = connection.execute(
        "SELECT app_time, state FROM document WHERE kind = ? AND business_key = ?", (kind, key)
    ).fetchone()
    if app_type == "1":
        return exists if held else ""
    if held is None:
        return missing
    if app_time <= held["app_time"]:
        return stale
    return frozen if _frozen(connection, kind, held["state"], order_no) else ""


def _frozen(connection: sqlite3.Connection, kind: str, state: str, order_no: str) -> bool:
    """A list that customs is at work on or has released; a document such a list rests on."""
    if kind == "621":
        return state != "refused"
    return bool(
        connection.execute(
            "SELECT 1 FROM document WHERE kind = '621' AND order_no = ? AND state <> 'refused'",
            (order_no,),
        ).fetchone()
    )
