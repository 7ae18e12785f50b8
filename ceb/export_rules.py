"""Whether an export document agrees with itself and with the others of its order.

As rules.py does for import; records are as reader.read gives them. What the papers only imply
(goods value = sum of lines) is asked all the same.
"""

from .faults import Fault
from .rules import ZERO, Record, amount_of, differences, fault, line_faults, weight_faults


def export_order_faults(order: Record) -> list[Fault]:
    """goodsValue is the sum of the lines; lines and their numbers; one currency."""
    head, lines = order["OrderHead"], order["OrderList"]
    faults = list(line_faults("303", "OrderList", lines))
    total = sum((amount_of(line, "totalPrice") for line in lines), ZERO)
    if amount_of(head, "goodsValue") != total:
        said = f"{head.get('goodsValue')} ≠ {total}"
        faults.insert(0, fault("303", "OrderHead", "goodsValue", "sum", said))
    return faults + _currency_faults("303", "OrderList", lines, head.get("currency", ""))


def export_list_faults(declaration: Record) -> list[Fault]:
    """Lines, numbers of lines, weights."""
    head, lines = declaration["InventoryHead"], declaration["InventoryList"]
    return [*weight_faults("603", head), *line_faults("603", "InventoryList", lines)]


def money_received_faults(received: Record, order: Record) -> list[Fault]:
    """CEB403 against its order: number and parties. Money may come in parts and in any currency."""
    same = [(name, name) for name in ("orderNo", "ebpCode", "ebcCode")]
    return differences("403", "", received, order["OrderHead"], same)


def summary_faults(summary: Record) -> list[Fault]:
    """CEB701 names its lists or the time they are of; the time ends after it begins."""
    head = summary["SummaryApplyHead"]
    start, end = head.get("startTime", ""), head.get("endTime", "")
    if not (start or summary.get("SummaryApplyList")):
        return [fault("701", "SummaryApplyHead", "startTime", "missing", "")]
    if end < start:
        return [fault("701", "SummaryApplyHead", "endTime", "sequence", f"{end} < {start}")]
    return []


def export_declaration_faults(
    declaration: Record, order: Record, waybill: Record | None = None
) -> list[Fault]:
    """CEB603 against its order and, where given, its waybill: parties, lines, parcels, weight."""
    head, other = declaration["InventoryHead"], order["OrderHead"]
    same = [(name, name) for name in ("orderNo", "ebpCode", "ebcCode")]
    faults = differences("603", "InventoryHead", head, other, same)
    faults += _line_differences(declaration["InventoryList"], order["OrderList"])
    if waybill is not None:
        same = [(name, name) for name in ("logisticsCode", "logisticsNo")]
        faults += differences("603", "InventoryHead", head, waybill, same)
        for name in ("grossWeight", "packNo"):
            faults += _amounts("603", "InventoryHead", name, head, waybill)
    return faults


def _line_differences(lines: list[Record], ordered: list[Record]) -> list[Fault]:
    by_number = {line.get("gnum", "").strip(): line for line in ordered}
    if sorted(by_number) != sorted(line.get("gnum", "").strip() for line in lines):
        said = f"{len(lines)} ≠ {len(ordered)}"
        return [fault("603", "InventoryList", "gnum", "mismatch", said)]
    faults: list[Fault] = []
    for position, line in enumerate(lines, start=1):
        other = by_number[line.get("gnum", "").strip()]
        group = f"InventoryList[{position}]"
        same = [(name, name) for name in ("itemNo", "unit", "currency")]
        faults += differences("603", group, line, other, same)
        for name in ("qty", "price", "totalPrice"):
            faults += _amounts("603", group, name, line, other)
    return faults


def _currency_faults(kind: str, group: str, lines: list[Record], currency: str) -> list[Fault]:
    return [
        fault(kind, f"{group}[{position}]", "currency", "mismatch", f"{theirs} ≠ {currency}")
        for position, line in enumerate(lines, start=1)
        if (theirs := line.get("currency", "")) != currency
    ]


def _amounts(kind: str, group: str, name: str, record: Record, other: Record) -> list[Fault]:
    ours, theirs = amount_of(record, name), amount_of(other, name)
    if ours == theirs:
        return []
    said = f"{record.get(name)} ≠ {other.get(name)}"
    return [fault(kind, group, name, "mismatch", said)]
