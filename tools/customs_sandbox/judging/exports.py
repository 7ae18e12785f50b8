"""The export list against its order, the money received and the waybill."""

from decimal import Decimal

from ceb import export_rules
from tools.customs_sandbox.holding import Held
from tools.customs_sandbox.scenario import Scenario

from .arrivals import unarrived
from .finding import NOTHING, Finding, coded, number

NAMES = {"303": "订单", "403": "收款单", "505": "运单"}


def judge_export_list(held: Held, scenario: Scenario) -> Finding:
    papers = {kind: _paper(held, kind) for kind in NAMES}
    absent = [kind for kind, paper in papers.items() if paper is None]
    if absent:
        words = [f"订单号[{held.head['orderNo']}]的{NAMES[kind]}信息不存在" for kind in absent]
        return Finding(missing=coded(*words))
    order, money, waybill = (paper for paper in papers.values() if paper)
    faults = [
        *export_rules.export_order_errors(order.record),
        *export_rules.export_list_errors(held.record),
        *export_rules.export_payment_errors(money.record, order.record),
        *export_rules.export_declaration_errors(held.record, order.record, waybill.record),
    ]
    wrong = [fault.message_zh for fault in faults] + _money_faults(order)
    if wrong:
        return Finding(wrong=coded(*wrong))
    return (scenario.need_arrival and unarrived(held, "507")) or NOTHING


def _paper(held: Held, kind: str) -> Held | None:
    if kind == "505":
        found = Held.find(held.connection, {"kind": "505", "key": held.head["logisticsNo"]})
        return found if found and found.state == "stored" else None
    return next(iter(_stored(held, kind)), None)


def _stored(held: Held, kind: str) -> list[Held]:
    papers = Held.for_order(held.connection, kind, held.head["orderNo"])
    return [paper for paper in papers if paper.state == "stored"]


def _money_faults(order: Held) -> list[str]:
    """What came in several parts is added up; nothing can be said of other currencies."""
    parts = _stored(order, "403")
    if any(part.head["currency"] != order.head["currency"] for part in parts):
        return []
    received = sum((number(part.head, "charge") for part in parts), Decimal(0))
    due = number(order.head, "goodsValue") + number(order.head, "freight")
    if received == due:
        return []
    return [f"收款金额（charge）与订单不一致：{received} ≠ {due}"]
