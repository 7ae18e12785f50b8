"""Whether an export document agrees with itself and with the others of its order.

As rules.py does for import; records are as reader.read gives them. What the papers only imply
(goods value = sum of lines) is asked all the same.
"""

from .errors import FieldError
from .rules import ZERO, Record, amount_of, differences, field_error, line_errors, weight_errors


def export_order_errors(order: Record) -> list[FieldError]:
    """goodsValue is the sum of the lines; lines and their numbers; one currency."""
    head, lines = order["OrderHead"], order["OrderList"]
    errors = list(line_errors("303", "OrderList", lines))
    total = sum((amount_of(line, "totalPrice") for line in lines), ZERO)
    if amount_of(head, "goodsValue") != total:
        said = f"{head.get('goodsValue')} ≠ {total}"
        errors.insert(0, field_error("303", "OrderHead", "goodsValue", "sum", said))
    return errors + _currency_errors("303", "OrderList", lines, head.get("currency", ""))


def export_list_errors(declaration: Record) -> list[FieldError]:
    """Lines, numbers of lines, weights."""
    head, lines = declaration["InventoryHead"], declaration["InventoryList"]
    return [*weight_errors("603", head), *line_errors("603", "InventoryList", lines)]


def export_payment_errors(received: Record, order: Record) -> list[FieldError]:
    """CEB403 against its order: number and parties. Money may come in parts and in any currency."""
    same = [(name, name) for name in ("orderNo", "ebpCode", "ebcCode")]
    return differences("403", "", received, order["OrderHead"], same)


def summary_errors(summary: Record) -> list[FieldError]:
    """CEB701 names its lists or the time they are of; the time ends after it begins."""
    head = summary["SummaryApplyHead"]
    start, end = head.get("startTime", ""), head.get("endTime", "")
    if not (start or summary.get("SummaryApplyList")):
        return [field_error("701", "SummaryApplyHead", "startTime", "missing", "")]
    if end < start:
        return [field_error("701", "SummaryApplyHead", "endTime", "sequence", f"{end} < {start}")]
    return []


def export_declaration_errors(
    declaration: Record, order: Record, waybill: Record | None = None
) -> list[FieldError]:
    """CEB603 against its order and, where given, its waybill: parties, lines, parcels, weight."""
    head, other = declaration["InventoryHead"], order["OrderHead"]
    same = [(name, name) for name in ("orderNo", "ebpCode", "ebcCode")]
    errors = differences("603", "InventoryHead", head, other, same)
    errors += _line_differences(declaration["InventoryList"], order["OrderList"])
    if waybill is not None:
        same = [(name, name) for name in ("logisticsCode", "logisticsNo")]
        errors += differences("603", "InventoryHead", head, waybill, same)
        for name in ("grossWeight", "packNo"):
            errors += _amounts("603", "InventoryHead", name, head, waybill)
    return errors


def _line_differences(lines: list[Record], ordered: list[Record]) -> list[FieldError]:
    by_number = {line.get("gnum", "").strip(): line for line in ordered}
    if sorted(by_number) != sorted(line.get("gnum", "").strip() for line in lines):
        said = f"{len(lines)} ≠ {len(ordered)}"
        return [field_error("603", "InventoryList", "gnum", "mismatch", said)]
    errors: list[FieldError] = []
    for position, line in enumerate(lines, start=1):
        other = by_number[line.get("gnum", "").strip()]
        group = f"InventoryList[{position}]"
        same = [(name, name) for name in ("itemNo", "unit", "currency")]
        errors += differences("603", group, line, other, same)
        for name in ("qty", "price", "totalPrice"):
            errors += _amounts("603", group, name, line, other)
    return errors


def _currency_errors(kind: str, group: str, lines: list[Record], currency: str) -> list[FieldError]:
    return [
        field_error(kind, f"{group}[{position}]", "currency", "mismatch", f"{theirs} ≠ {currency}")
        for position, line in enumerate(lines, start=1)
        if (theirs := line.get("currency", "")) != currency
    ]


def _amounts(kind: str, group: str, name: str, record: Record, other: Record) -> list[FieldError]:
    ours, theirs = amount_of(record, name), amount_of(other, name)
    if ours == theirs:
        return []
    said = f"{record.get(name)} ≠ {other.get(name)}"
    return [field_error(kind, group, name, "mismatch", said)]
