"""The list against order, payment and waybill: what customs refuses, and how it says so."""

import json
import sqlite3
from typing import Any

from ceb import rules
from ceb.errors import FieldError
from tools.customs_sandbox.holding import Held
from tools.customs_sandbox.scenario import Scenario

from .arrivals import unarrived
from .finding import NOTHING, Finding

NAMES = {"311": "订单", "411": "支付单", "511": "运单"}
# Codes of customs seen in public; the rest are of the sandbox's own, in the same form.
CODES = {"buyerTelephone": "130126", "payCode": "13035", "amountPaid": "13030",
         "payerIdNumber": "13031", "payerName": "13032"}  # fmt: skip


def judge_list(held: Held, scenario: Scenario) -> Finding:
    if absent := missing(held.connection, held.record):
        return Finding(missing=missing_words(held.record, absent))
    if scenario.need_arrival and (finding := unarrived(held, "711")):
        return finding
    faults = disagreements(held.connection, held.record)
    return Finding(wrong=disagreement_words(faults)) if faults else NOTHING


def missing(connection: sqlite3.Connection, record: dict[str, Any]) -> list[str]:
    """Kinds of which customs holds no accepted document for this order yet."""
    return [kind for kind in NAMES if _held(connection, kind, record) is None]


def missing_words(record: dict[str, Any], kinds: list[str]) -> str:
    head = record["InventoryHead"]
    return "".join(
        f"[Code:1303{kind[0]};Desc:电商平台[{head['ebpCode']}]订单号[{head['orderNo']}]"
        f"的{NAMES[kind]}信息不存在]"
        for kind in kinds
    )


def disagreements(connection: sqlite3.Connection, record: dict[str, Any]) -> list[FieldError]:
    order, payment, waybill = (_held(connection, kind, record) for kind in NAMES)
    if order is None or payment is None or waybill is None:
        raise LookupError("called before all documents are there")
    return [
        *rules.order_errors(order),
        *rules.list_errors(record),
        *rules.payment_errors(payment, order),
        *rules.waybill_errors(waybill, order),
        *rules.declaration_errors(record, order, waybill, payment),
    ]


def disagreement_words(faults: list[FieldError]) -> str:
    """[Code:130126;Desc:订购人电话不一致…] for each, as many as fit a receipt."""
    said = ""
    for fault in faults:
        words = fault.message_zh.replace("[", "（").replace("]", "）")
        one = f"[Code:{CODES.get(fault.field, '13099')};Desc:{words[:300]}]"
        if len(said) + len(one) > 1000:
            break
        said += one
    return said


def _held(
    connection: sqlite3.Connection, kind: str, record: dict[str, Any]
) -> dict[str, Any] | None:
    """The order's document; of several waybills or payments the newest stored one."""
    rows = connection.execute(
        "SELECT record, business_key FROM document WHERE kind = ? AND order_no = ?"
        " AND state = 'stored' ORDER BY app_time DESC",
        (kind, record["InventoryHead"]["orderNo"]),
    ).fetchall()
    for row in rows:
        if kind == "511" and row["business_key"] != record["InventoryHead"]["logisticsNo"]:
            continue
        found: dict[str, Any] = json.loads(row["record"])
        return found
    return None
