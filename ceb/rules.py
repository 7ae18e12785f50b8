"""Whether a document agrees with itself and the four documents with one another.

What customs compares (spec §2, R-DOC-3), for the site to ask before sending and for the sandbox to
refuse by. Records are as reader.read gives them. No tolerance in amounts.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from .errors import FieldError
from .fields import Group
from .tables import MESSAGES

Record = Mapping[str, Any]
ZERO = Decimal(0)


def order_errors(order: Record) -> list[FieldError]:
    """acturalPaid = goodsValue + freight + taxTotal − discount; lines; numbers of lines."""
    return list(_order_errors(order))


def _order_errors(order: Record) -> Iterator[FieldError]:
    head, lines = order["OrderHead"], order["OrderList"]
    due = (
        amount_of(head, "goodsValue")
        + amount_of(head, "freight")
        + amount_of(head, "taxTotal")
        - amount_of(head, "discount")
    )
    if amount_of(head, "acturalPaid") != due:
        yield _sum("311", "OrderHead", "acturalPaid", f"{head.get('acturalPaid')} ≠ {due}")
    total = sum((amount_of(line, "totalPrice") for line in lines), ZERO)
    if amount_of(head, "goodsValue") != total:
        yield _sum("311", "OrderHead", "goodsValue", f"{head.get('goodsValue')} ≠ {total}")
    yield from line_errors("311", "OrderList", lines)


def list_errors(declaration: Record) -> list[FieldError]:
    """Lines, numbers of lines, weights."""
    return list(_list_errors(declaration))


def _list_errors(declaration: Record) -> Iterator[FieldError]:
    yield from weight_errors("621", declaration["InventoryHead"])
    yield from line_errors("621", "InventoryList", declaration["InventoryList"])


def weight_errors(kind: str, head: Record) -> Iterator[FieldError]:
    net, gross = amount_of(head, "netWeight"), amount_of(head, "grossWeight")
    if not ZERO < net <= gross:
        yield field_error(kind, "InventoryHead", "netWeight", "sum", f"0 < {net} ≤ {gross}")


def line_errors(kind: str, group: str, lines: list[Record]) -> Iterator[FieldError]:
    numbers = [line.get("gnum", "").strip() for line in lines]
    if numbers != [str(number) for number in range(1, len(lines) + 1)]:
        yield field_error(kind, group, "gnum", "sequence", f"1–{len(lines)}")
    for number, line in enumerate(lines, start=1):
        price, qty, total = (amount_of(line, name) for name in ("price", "qty", "totalPrice"))
        if qty <= ZERO:
            yield field_error(kind, f"{group}[{number}]", "qty", "sum", f"{qty} ≤ 0")
        if _rounded(price * qty, total) != total:
            said = f"{price} × {qty} ≠ {total}"
            yield _sum(kind, f"{group}[{number}]", "totalPrice", said)


def payment_errors(payment: Record, order: Record) -> list[FieldError]:
    """CEB411 against its order: number, platform, amount, payer = buyer (R-ID-2), transaction."""
    head, other = payment["PaymentHead"], order["OrderHead"]
    pairs = [
        ("orderNo", "orderNo"),
        ("ebpCode", "ebpCode"),
        ("payerName", "buyerName"),
        ("payerIdNumber", "buyerIdNumber"),
    ]
    # The order may leave these out; what it names must be true.
    pairs += [(name, name) for name in ("payCode", "payTransactionId") if other.get(name)]
    errors = differences("411", "PaymentHead", head, other, pairs)
    if amount_of(head, "amountPaid") != amount_of(other, "acturalPaid"):
        said = f"{head.get('amountPaid')} ≠ {other.get('acturalPaid')}"
        errors.append(field_error("411", "PaymentHead", "amountPaid", "mismatch", said))
    return errors


def waybill_errors(waybill: Record, order: Record) -> list[FieldError]:
    """CEB511 against its order: number, consignee."""
    names = ("orderNo", "consignee", "consigneeTelephone", "consigneeAddress")
    head, other = waybill["LogisticsHead"], order["OrderHead"]
    return differences("511", "LogisticsHead", head, other, [(name, name) for name in names])


def declaration_errors(
    declaration: Record, order: Record, waybill: Record | None = None, payment: Record | None = None
) -> list[FieldError]:
    """CEB621 against its order and, where given, waybill and payment: parties, lines, times."""
    head, other = declaration["InventoryHead"], order["OrderHead"]
    names = ("orderNo", "ebpCode", "ebcCode", "buyerIdNumber", "buyerName", "buyerTelephone")
    pairs = [(name, name) for name in (*names, "consigneeAddress")]
    errors = differences("621", "InventoryHead", head, other, pairs)
    errors += _line_differences(declaration["InventoryList"], order["OrderList"])
    if waybill is not None:
        carried = waybill["LogisticsHead"]
        same = [(name, name) for name in ("logisticsCode", "logisticsNo")]
        errors += differences("621", "InventoryHead", head, carried, same)
        if amount_of(head, "grossWeight") != amount_of(carried, "weight"):
            said = f"{head.get('grossWeight')} ≠ {carried.get('weight')}"
            errors.append(field_error("621", "InventoryHead", "grossWeight", "mismatch", said))
    if payment is not None:
        errors += _time_errors(payment, waybill, declaration)
    return errors


def _line_differences(lines: list[Record], ordered: list[Record]) -> list[FieldError]:
    by_number = {line.get("gnum", "").strip(): line for line in ordered}
    if sorted(by_number) != sorted(line.get("gnum", "").strip() for line in lines):
        said = f"{len(lines)} ≠ {len(ordered)}"
        return [field_error("621", "InventoryList", "gnum", "mismatch", said)]
    errors: list[FieldError] = []
    for number, line in enumerate(lines, start=1):
        other = by_number[line.get("gnum", "").strip()]
        group = f"InventoryList[{number}]"
        same = [("gname", "itemName"), ("unit", "unit"), ("country", "country")]
        errors += differences("621", group, line, other, same)
        for name in ("qty", "price", "totalPrice"):
            if amount_of(line, name) != amount_of(other, name):
                said = f"{line.get(name)} ≠ {other.get(name)}"
                errors.append(field_error("621", group, name, "mismatch", said))
    return errors


def _time_errors(payment: Record, waybill: Record | None, declaration: Record) -> list[FieldError]:
    """Paid before dispatched and before declared."""
    paid = payment["PaymentHead"].get("payTime", "")
    errors = []
    if waybill is not None and waybill["LogisticsHead"].get("appTime", "") < paid:
        errors.append(
            field_error("511", "LogisticsHead", "appTime", "sequence", f"< payTime {paid}")
        )
    if declaration["InventoryHead"].get("appTime", "") < paid:
        errors.append(
            field_error("621", "InventoryHead", "appTime", "sequence", f"< payTime {paid}")
        )
    return errors


def differences(
    kind: str, group: str, record: Record, other: Record, pairs: list[tuple[str, str]]
) -> list[FieldError]:
    return [
        field_error(
            kind, group, name, "mismatch", f"{record.get(name, '')} ≠ {other.get(theirs, '')}"
        )
        for name, theirs in pairs
        if record.get(name, "") != other.get(theirs, "")
    ]


def _sum(kind: str, group: str, name: str, said: str) -> FieldError:
    return field_error(kind, group, name, "sum", said)


def field_error(kind: str, group: str, name: str, code: str, said: str) -> FieldError:
    """group: "OrderList[2]", or "" where the record itself holds the field."""
    record = MESSAGES[kind].record
    bare = group.partition("[")[0]
    members = [member for member in record.members if isinstance(member, Group)]
    table = next((member for member in members if member.name == bare), record)
    zh = next(field.zh for field in table.fields() if field.name == name)
    return FieldError(f"/CEB{kind}Message/{group or record.name}/{name}", name, code, said, zh)


def amount_of(record: Record, name: str) -> Decimal:
    try:
        return Decimal((record.get(name) or "0").strip())
    except InvalidOperation:
        return Decimal("NaN")


def _rounded(product: Decimal, total: Decimal) -> Decimal:
    """To the fen, or to as many places as the total has."""
    exponent = total.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return product.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
