"""Comparing a document with itself and with others, as customs does: no tolerance in amounts.

Records are as reader.read gives them; a value that is no number equals nothing.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from ceb.errors import FieldError
from ceb.fields import Group
from ceb.tables import MESSAGES

Record = Mapping[str, Any]
Pairs = Iterable[tuple[str, str]]
ZERO = Decimal(0)


def field_error(kind: str, group: str, name: str, code: str, detail: str) -> FieldError:
    """group: "OrderList[2]", or "" where the record itself has the field."""
    record = MESSAGES[kind].record
    bare = group.partition("[")[0]
    members = [member for member in record.members if isinstance(member, Group)]
    table = next((member for member in members if member.name == bare), record)
    zh = next(field.zh for field in table.fields() if field.name == name)
    return FieldError(f"/CEB{kind}Message/{group or record.name}/{name}", name, code, detail, zh)


def amount_of(record: Record, name: str) -> Decimal:
    try:
        return Decimal((record.get(name) or "0").strip())
    except InvalidOperation:
        return Decimal("NaN")


def total_of(lines: Iterable[Record]) -> Decimal:
    return sum((amount_of(line, "totalPrice") for line in lines), ZERO)


def same(*names: str) -> list[tuple[str, str]]:
    """Pairs for elements that are called alike in both documents."""
    return [(name, name) for name in names]


def differences(
    kind: str, group: str, record: Record, other: Record, pairs: Pairs
) -> list[FieldError]:
    return [
        field_error(kind, group, name, "mismatch", f"{record.get(name, '')} ≠ {other.get(its, '')}")
        for name, its in pairs
        if record.get(name, "") != other.get(its, "")
    ]


def amount_differences(
    kind: str, group: str, record: Record, other: Record, pairs: Pairs
) -> list[FieldError]:
    """Amounts are compared as numbers: 1.0 is 1."""
    return [
        field_error(kind, group, name, "mismatch", f"{record.get(name)} ≠ {other.get(its)}")
        for name, its in pairs
        if amount_of(record, name) != amount_of(other, its)
    ]


def line_differences(
    kind: str, lines: list[Record], ordered: list[Record], pairs: list[tuple[str, str]]
) -> list[FieldError]:
    """A list's lines against the order's of the same number: pairs, quantity and prices."""
    by_number = {_number_of(line): line for line in ordered}
    # Without equal numbers no line has a counterpart: one error instead of one a line.
    if sorted(by_number) != sorted(_number_of(line) for line in lines):
        detail = f"{len(lines)} ≠ {len(ordered)}"
        return [field_error(kind, "InventoryList", "gnum", "mismatch", detail)]
    amounts = same("qty", "price", "totalPrice")
    errors: list[FieldError] = []
    for position, line in enumerate(lines, start=1):
        other = by_number[_number_of(line)]
        group = f"InventoryList[{position}]"
        errors += differences(kind, group, line, other, pairs)
        errors += amount_differences(kind, group, line, other, amounts)
    return errors


def weight_errors(kind: str, head: Record) -> list[FieldError]:
    net, gross = amount_of(head, "netWeight"), amount_of(head, "grossWeight")
    if ZERO < net <= gross:
        return []
    return [field_error(kind, "InventoryHead", "netWeight", "sum", f"0 < {net} ≤ {gross}")]


def line_errors(kind: str, group: str, lines: list[Record]) -> list[FieldError]:
    """Lines are numbered 1, 2, 3 …; each has a quantity and adds up."""
    errors = []
    if [_number_of(line) for line in lines] != [str(n) for n in range(1, len(lines) + 1)]:
        errors.append(field_error(kind, group, "gnum", "sequence", f"1–{len(lines)}"))
    for position, line in enumerate(lines, start=1):
        price, qty, total = (amount_of(line, name) for name in ("price", "qty", "totalPrice"))
        place = f"{group}[{position}]"
        if qty <= ZERO:
            errors.append(field_error(kind, place, "qty", "sum", f"{qty} ≤ 0"))
        if _rounded(price * qty, total) != total:
            detail = f"{price} × {qty} ≠ {total}"
            errors.append(field_error(kind, place, "totalPrice", "sum", detail))
    return errors


def _number_of(line: Record) -> str:
    return str(line.get("gnum", "")).strip()


def _rounded(product: Decimal, total: Decimal) -> Decimal:
    """To the fen, or to as many places as the total has."""
    exponent = total.as_tuple().exponent
    # A total may have more places than the fen: customs multiplies as it is written.
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    # Half up, as money is rounded; Python's default would take 0.125 down to 0.12.
    return product.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
