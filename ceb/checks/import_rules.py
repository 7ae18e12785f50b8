"""Whether an import's document agrees with itself and the four documents with one another.

What customs compares (spec §2, R-DOC-3), for the site to check before sending and for the sandbox
to reject by.
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


def order_errors(order: Record) -> list[FieldError]:
    """acturalPaid = goodsValue + freight + taxTotal − discount; lines; numbers of lines."""
    head, lines = order["OrderHead"], order["OrderList"]
    # discount is what points and vouchers paid: no money of the payment firm's.
    paid_for = sum(amount_of(head, name) for name in ("goodsValue", "freight", "taxTotal"))
    due, goods = paid_for - amount_of(head, "discount"), total_of(lines)
    errors = [
        field_error("311", "OrderHead", name, "sum", f"{head.get(name)} ≠ {expected}")
        for name, expected in (("acturalPaid", due), ("goodsValue", goods))
        if amount_of(head, name) != expected
    ]
    return errors + line_errors("311", "OrderList", lines)


def list_errors(declaration: Record) -> list[FieldError]:
    """Lines, numbers of lines, weights."""
    lines = line_errors("621", "InventoryList", declaration["InventoryList"])
    return weight_errors("621", declaration["InventoryHead"]) + lines


def payment_errors(payment: Record, order: Record) -> list[FieldError]:
    """CEB411 against its order: number, platform, amount, payer = buyer (R-ID-2), transaction."""
    head, other = payment["PaymentHead"], order["OrderHead"]
    pairs = same("orderNo", "ebpCode")
    pairs += [("payerName", "buyerName"), ("payerIdNumber", "buyerIdNumber")]
    # The order may leave these out; what it names must be true.
    pairs += same(*(name for name in ("payCode", "payTransactionId") if other.get(name)))
    amount = [("amountPaid", "acturalPaid")]
    errors = differences("411", "PaymentHead", head, other, pairs)
    return errors + amount_differences("411", "PaymentHead", head, other, amount)


def waybill_errors(waybill: Record, order: Record) -> list[FieldError]:
    """CEB511 against its order: number, consignee (R-ID-3)."""
    pairs = same("orderNo", "consignee", "consigneeTelephone", "consigneeAddress")
    head, other = waybill["LogisticsHead"], order["OrderHead"]
    return differences("511", "LogisticsHead", head, other, pairs)


def declaration_errors(
    declaration: Record, order: Record, waybill: Record | None = None, payment: Record | None = None
) -> list[FieldError]:
    """CEB621 against its order and, where given, waybill and payment: parties, lines, times."""
    head, other = declaration["InventoryHead"], order["OrderHead"]
    parties = same("orderNo", "ebpCode", "ebcCode", "buyerIdNumber", "buyerName", "buyerTelephone",
                   "consigneeAddress")  # fmt: skip
    goods = [("gname", "itemName"), *same("unit", "country")]
    errors = differences("621", "InventoryHead", head, other, parties)
    errors += line_differences("621", declaration["InventoryList"], order["OrderList"], goods)
    if waybill is not None:
        carried = waybill["LogisticsHead"]
        carrier, weight = same("logisticsCode", "logisticsNo"), [("grossWeight", "weight")]
        errors += differences("621", "InventoryHead", head, carried, carrier)
        errors += amount_differences("621", "InventoryHead", head, carried, weight)
    if payment is not None:
        errors += _time_errors(payment, waybill, declaration)
    return errors


def _time_errors(payment: Record, waybill: Record | None, declaration: Record) -> list[FieldError]:
    """Paid before dispatched and before declared."""
    paid = payment["PaymentHead"].get("payTime", "")
    # Times are compared as texts: 14 Beijing digits sort by themselves.
    later = [("511", "LogisticsHead", waybill), ("621", "InventoryHead", declaration)]
    return [
        field_error(kind, group, "appTime", "sequence", f"< payTime {paid}")
        for kind, group, record in later
        if record is not None and record[group].get("appTime", "") < paid
    ]
