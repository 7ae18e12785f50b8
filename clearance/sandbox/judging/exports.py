"""The export list against its order, the money received and the waybill."""

from decimal import ROUND_HALF_UP, Decimal

from ..holding import Held
from ..scenario import Scenario
from .arrivals import unarrived
from .finding import NOTHING, Finding, coded, differing, number

NAMES = {"303": "订单", "403": "收款单", "505": "运单"}
PARTIES = [("电商平台代码", "ebpCode", "ebpCode"), ("电商企业代码", "ebcCode", "ebcCode")]
LINE = [
    ("数量", "qty", "qty"),
    ("计量单位", "unit", "unit"),
    ("单价", "price", "price"),
    ("总价", "totalPrice", "totalPrice"),
    ("币制", "currency", "currency"),
]
CENT = Decimal("0.01")


def judge_export_list(held: Held, scenario: Scenario) -> Finding:
    papers = {kind: _paper(held, kind) for kind in NAMES}
    absent = [kind for kind, paper in papers.items() if paper is None]
    if absent:
        words = [f"订单号[{held.head['orderNo']}]的{NAMES[kind]}信息不存在" for kind in absent]
        return Finding(missing=coded(*words))
    order, money, waybill = (paper for paper in papers.values() if paper)
    wrong = [
        *_order_faults(held, order),
        *_money_faults(money, order),
        *_waybill_faults(held, waybill),
    ]
    if wrong:
        return Finding(wrong=coded(*wrong))
    return (scenario.need_arrival and unarrived(held, "507")) or NOTHING


def _paper(held: Held, kind: str) -> Held | None:
    if kind == "505":
        found = Held.find(held.connection, {"kind": "505", "key": held.head["logisticsNo"]})
        return found if found and found.state == "stored" else None
    papers = Held.for_order(held.connection, kind, held.head["orderNo"])
    return next((paper for paper in papers if paper.state == "stored"), None)


def _order_faults(held: Held, order: Held) -> list[str]:
    faults = differing(held.head, order.head, PARTIES)
    value = sum((number(line, "totalPrice") for line in order.lines), Decimal(0))
    if number(order.head, "goodsValue") != value:
        faults.append(f"订单商品金额不符：{order.head['goodsValue']} ≠ {value}")
    ordered = {line["gnum"].strip(): line for line in order.lines}
    if sorted(ordered) != sorted(line["gnum"].strip() for line in held.lines):
        return [*faults, f"清单商品项数与订单不一致：{len(held.lines)} ≠ {len(order.lines)}"]
    for line in held.lines:
        where = f"序号[{line['gnum'].strip()}]"
        faults += differing(line, ordered[line["gnum"].strip()], LINE, where)
        product = number(line, "price") * number(line, "qty")
        if product.quantize(CENT, ROUND_HALF_UP) != number(line, "totalPrice").quantize(CENT):
            faults.append(f"{where}总价不等于单价×数量")
    if not 0 < number(held.head, "netWeight") <= number(held.head, "grossWeight"):
        faults.append("净重必须大于零且不大于毛重")
    return faults


def _money_faults(money: Held, order: Held) -> list[str]:
    """What was paid in several parts is added up."""
    parts = Held.for_order(money.connection, "403", order.head["orderNo"])
    paid = sum((number(p.head, "charge") for p in parts if p.state == "stored"), Decimal(0))
    due = number(order.head, "goodsValue") + number(order.head, "freight")
    faults = differing(money.head, order.head, [*PARTIES, ("币制", "currency", "currency")])
    if paid != due:
        faults.append(f"收款金额（charge）与订单不一致：{paid} ≠ {due}")
    return faults


def _waybill_faults(held: Held, waybill: Held) -> list[str]:
    pairs = [("物流企业代码", "logisticsCode", "logisticsCode"),
             ("毛重", "grossWeight", "grossWeight"), ("件数", "packNo", "packNo")]  # fmt: skip
    return differing(held.head, waybill.head, pairs)
