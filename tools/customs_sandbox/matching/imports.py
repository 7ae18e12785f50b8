"""The list against order, payment and waybill (CEB621)."""

from typing import Any

from ceb.checks import import_rules
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.scenario import Scenario

from .arrivals import not_arrived
from .result import MatchResult, coded_pairs

NAMES = {"311": "订单", "411": "支付单", "511": "运单"}
# Codes of customs seen in public; the rest are of the sandbox's own, in the same form.
CODES = {"buyerTelephone": "130126", "payCode": "13035", "amountPaid": "13030",
         "payerIdNumber": "13031", "payerName": "13032"}  # fmt: skip


def match_list(declaration: CustomsDocument, scenario: Scenario) -> MatchResult:
    records = {kind: _record(declaration, kind) for kind in NAMES}
    # Not rejected yet: the four documents travel by different firms.
    if absent := [kind for kind, record in records.items() if record is None]:
        return MatchResult(missing=missing_text(declaration.record, absent))
    if scenario.need_arrival and (result := not_arrived(declaration, "711")):
        return result
    order, payment, waybill = (record for record in records.values() if record)
    errors = [
        *import_rules.order_errors(order),
        *import_rules.list_errors(declaration.record),
        *import_rules.payment_errors(payment, order),
        *import_rules.waybill_errors(waybill, order),
        *import_rules.declaration_errors(declaration.record, order, waybill, payment),
    ]
    pairs = ((CODES.get(error.field, "13099"), error.message_zh) for error in errors)
    return MatchResult(wrong=coded_pairs(pairs))


def missing_text(record: dict[str, Any], kinds: list[str]) -> str:
    head = record["InventoryHead"]
    return "".join(
        f"[Code:1303{kind[0]};Desc:电商平台[{head['ebpCode']}]订单号[{head['orderNo']}]"
        f"的{NAMES[kind]}信息不存在]"
        for kind in kinds
    )


def _record(declaration: CustomsDocument, kind: str) -> dict[str, Any] | None:
    """The order's document; of several waybills or payments the newest stored one."""
    head = declaration.head
    documents = CustomsDocument.for_order(declaration.connection, kind, head["orderNo"])
    for document in documents:
        if document.state == "stored" and (kind != "511" or document.key == head["logisticsNo"]):
            return document.record
    return None
