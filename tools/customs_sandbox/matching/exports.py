"""The export list against its order, the money received and the waybill."""

from decimal import Decimal

from ceb.checks import export_rules
from ceb.checks.comparison import amount_of
from tools.customs_sandbox.documents import CustomsDocument
from tools.customs_sandbox.scenario import Scenario

from .arrivals import not_arrived
from .result import IN_ORDER, MatchResult, coded

NAMES = {"303": "订单", "403": "收款单", "505": "运单"}


def match_export_list(document: CustomsDocument, scenario: Scenario) -> MatchResult:
    documents = {kind: _document(document, kind) for kind in NAMES}
    absent = [kind for kind, document in documents.items() if document is None]
    if absent:
        text = [f"订单号[{document.head['orderNo']}]的{NAMES[kind]}信息不存在" for kind in absent]
        return MatchResult(missing=coded(*text))
    order, money, waybill = (document for document in documents.values() if document)
    errors = [
        *export_rules.export_order_errors(order.record),
        *export_rules.export_list_errors(document.record),
        *export_rules.export_payment_errors(money.record, order.record),
        *export_rules.export_declaration_errors(document.record, order.record, waybill.record),
    ]
    wrong = [error.message_zh for error in errors] + _money_errors(order)
    if wrong:
        return MatchResult(wrong=coded(*wrong))
    return (scenario.need_arrival and not_arrived(document, "507")) or IN_ORDER


def _document(document: CustomsDocument, kind: str) -> CustomsDocument | None:
    if kind == "505":
        target = {"kind": "505", "key": document.head["logisticsNo"]}
        waybill = CustomsDocument.find(document.connection, target)
        return waybill if waybill and waybill.state == "stored" else None
    return next(iter(_stored(document, kind)), None)


def _stored(document: CustomsDocument, kind: str) -> list[CustomsDocument]:
    documents = CustomsDocument.for_order(document.connection, kind, document.head["orderNo"])
    return [document for document in documents if document.state == "stored"]


def _money_errors(order: CustomsDocument) -> list[str]:
    """What came in several parts is added up; other currencies can't be compared."""
    parts = _stored(order, "403")
    if any(part.head["currency"] != order.head["currency"] for part in parts):
        return []
    received = sum((amount_of(part.head, "charge") for part in parts), Decimal(0))
    due = amount_of(order.head, "goodsValue") + amount_of(order.head, "freight")
    if received == due:
        return []
    return [f"收款金额（charge）与订单不一致：{received} ≠ {due}"]
