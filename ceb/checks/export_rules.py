"""Whether an export document agrees with itself and with the others of its order.

As import_rules.py does for import. What the specification only implies (goods value = sum of lines)
is checked all the same.
"""

from ceb.errors import FieldError

from .comparison import (
    Record,
    amount_differences,
    amount_of,
    differences,
    field_error,
    line_differences,
    line_errors,
    same,
    total_of,
    weight_errors,
)


def export_order_errors(order: Record) -> list[FieldError]:
    """goodsValue is the sum of the lines; lines and their numbers; one currency."""
    head, lines = order["OrderHead"], order["OrderList"]
    errors = line_errors("303", "OrderList", lines)
    total, currency = total_of(lines), head.get("currency", "")
    if amount_of(head, "goodsValue") != total:
        detail = f"{head.get('goodsValue')} ≠ {total}"
        errors.insert(0, field_error("303", "OrderHead", "goodsValue", "sum", detail))
    for position, line in enumerate(lines, start=1):
        if (its := line.get("currency", "")) != currency:
            group, detail = f"OrderList[{position}]", f"{its} ≠ {currency}"
            errors.append(field_error("303", group, "currency", "mismatch", detail))
    return errors


def export_list_errors(declaration: Record) -> list[FieldError]:
    """Lines, numbers of lines, weights."""
    lines = line_errors("603", "InventoryList", declaration["InventoryList"])
    return weight_errors("603", declaration["InventoryHead"]) + lines


def export_payment_errors(received: Record, order: Record) -> list[FieldError]:
    """CEB403 against its order: number and parties. Money may come in parts and in any currency."""
    pairs = same("orderNo", "ebpCode", "ebcCode")
    return differences("403", "", received, order["OrderHead"], pairs)


def summary_errors(summary: Record) -> list[FieldError]:
    """CEB701 names its lists or the time they are of; the time ends after it begins."""
    head = summary["SummaryApplyHead"]
    start, end = head.get("startTime", ""), head.get("endTime", "")
    if not (start or summary.get("SummaryApplyList")):
        return [field_error("701", "SummaryApplyHead", "startTime", "missing", "")]
    # Both are 14 Beijing digits, or empty.
    if end < start:
        return [field_error("701", "SummaryApplyHead", "endTime", "sequence", f"{end} < {start}")]
    return []


def export_declaration_errors(
    declaration: Record, order: Record, waybill: Record | None = None
) -> list[FieldError]:
    """CEB603 against its order and, where given, its waybill: parties, lines, parcels, weight."""
    head, other = declaration["InventoryHead"], order["OrderHead"]
    parties, goods = same("orderNo", "ebpCode", "ebcCode"), same("itemNo", "unit", "currency")
    errors = differences("603", "InventoryHead", head, other, parties)
    errors += line_differences("603", declaration["InventoryList"], order["OrderList"], goods)
    if waybill is not None:
        carrier, parcel = same("logisticsCode", "logisticsNo"), same("grossWeight", "packNo")
        errors += differences("603", "InventoryHead", head, waybill, carrier)
        errors += amount_differences("603", "InventoryHead", head, waybill, parcel)
    return errors
