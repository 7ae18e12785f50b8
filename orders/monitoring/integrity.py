"""Do the orders' balances agree with themselves and with the warehouse? Each check returns a
sentence for each difference."""

from decimal import Decimal

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from catalog.models import StockRecord
from orders.limits.caps import LEAST
from orders.models import (
    CapUse,
    Order,
    OrderGroup,
    OrderLine,
    QuotaEntry,
    QuotaYear,
    Return,
    StockReservation,
)
from orders.models.order import FulfilmentState, PaymentState

FEN = Decimal("0.01")
DEAD = Q(payment_state=PaymentState.FAILED) | Q(cancelled_at__isnull=False)
GONE = [FulfilmentState.SHIPPED, FulfilmentState.DELIVERED, FulfilmentState.RETURNED]


def stock():
    """What orders hold is what the warehouse has set aside, order by order and in the sum."""
    return [*_records_and_reservations(), *_dead_that_hold(), *_live_that_hold_too_little()]


def quota():
    """A person's year is the sum of its entries, and only living orders are in it."""
    return [*_years_and_entries(), *_dead_in_a_year(), *_live_in_no_year()]


def sums():
    """Every figure of an order adds up to the fen; for what came and went back see
    `orders/payments/integrity.py`."""
    return [*_order_sums(), *_line_sums(), *_group_sums()]


def _records_and_reservations():
    reserved = Q(reservations__state=StockReservation.State.RESERVED)
    wrong = (
        StockRecord.objects.annotate(
            by_orders=Coalesce(Sum("reservations__quantity", filter=reserved), 0),
        )
        .exclude(by_orders=F("reserved"))
        .values_list("variant__sku", "zone__code", "reserved", "by_orders")
    )
    return [
        f"stock of {sku} in {zone}: {reserved} reserved, orders hold {by_orders}"
        for sku, zone, reserved, by_orders in wrong
    ]


def _dead_that_hold():
    reserved = Q(lines__reservations__state=StockReservation.State.RESERVED)
    dead = Order.objects.filter(DEAD).filter(reserved).distinct()
    return [f"order {order.number} is over and still holds goods" for order in dead]


def _live_that_hold_too_little():
    kept = [StockReservation.State.RESERVED, StockReservation.State.COMMITTED]
    gone = Q(fulfilment_state__in=GONE)
    live = Order.objects.exclude(DEAD).exclude(payment_state=PaymentState.REFUNDED)
    lines = (
        # named once: excluded by its path, it would be joined anew and compared with other lines'
        live.values(
            "number", "lines", "lines__line", "fulfilment_state", ordered=F("lines__quantity")
        )
        .annotate(
            kept=Coalesce(
                Sum(
                    "lines__reservations__quantity",
                    filter=Q(lines__reservations__state__in=kept),
                ),
                0,
            ),
            committed=Count(
                "lines__reservations",
                filter=Q(lines__reservations__state=StockReservation.State.COMMITTED),
            ),
        )
        .exclude(Q(kept=F("ordered")) & (~gone | Q(committed__gt=0)))
    )
    return [
        f"order {row['number']} line {row['lines__line']}: {row['ordered']} ordered,"
        f" {row['kept']} reserved or gone"
        for row in lines
    ]


def _years_and_entries():
    by_entries: dict[tuple[str, int], Decimal] = {}
    active = QuotaEntry.objects.exclude(state=QuotaEntry.State.RELEASED)
    for person, year, amount, back in active.values_list("person", "year", "amount", "given_back"):
        by_entries[person, year] = by_entries.get((person, year), Decimal(0)) + amount - back
    years = QuotaYear.objects.values_list("person", "year", "used")
    by_year = {(person, year): used for person, year, used in years}
    return [
        f"year {year} of person {person[:8]}…: {by_year.get((person, year), 0)} used,"
        f" entries say {by_entries.get((person, year), 0)}"
        for person, year in sorted(by_entries.keys() | by_year.keys())
        if by_year.get((person, year), 0) != by_entries.get((person, year), 0)
    ]


def _dead_in_a_year():
    dead = Order.objects.filter(DEAD, quota__state=QuotaEntry.State.RESERVED)
    return [f"order {order.number} is over and still counts toward a year" for order in dead]


def _live_in_no_year():
    live = Order.objects.imports().filter(
        payment_state__in=[PaymentState.AWAITING, PaymentState.PAID], cancelled_at=None
    )
    return [f"order {order.number} counts toward no year" for order in live.filter(quota=None)]


def _order_sums():
    rows = _in_yuan(
        Order.objects.all(),
        "actual_paid goods_value freight tax_total discount duty consumption_tax vat"
        " dutiable_value",
    )
    return [
        f"order {number}: its sums do not add up"
        for number, paid, goods, freight, tax, discount, duty, consumption, vat, dutiable in rows
        if paid != goods + freight + tax - discount
        or tax != duty + consumption + vat
        or dutiable != goods + freight
    ]


def _line_sums():
    parts = {
        "goods_value": Sum("lines__goods_value"),
        "tax_total": Sum("lines__tax_total"),
        "dutiable_value": Sum("lines__dutiable_value"),
        # a line's insurance stands apart, the order's is within freight (R-TAX-8)
        "freight": Sum(F("lines__freight") + F("lines__insurance")),
    }
    return [
        f"order {number}: {name} {whole}, its lines say {by_line}"
        for name, of_lines in parts.items()
        for number, whole, by_line in _in_yuan(
            Order.objects.annotate(by_line=of_lines), f"{name} by_line"
        )
        if whole != by_line
    ]


def _group_sums():
    groups = OrderGroup.objects.annotate(by_order=Sum("orders__actual_paid"))
    return [
        f"checkout {pk}: {total} to pay, its orders say {by_order}"
        for pk, total, by_order in _in_yuan(groups, "total by_order", key="pk")
        if total != by_order
    ]


def _in_yuan(rows, names, *, key="number"):
    """(key, amount, amount, …) exact to the fen: SQLite adds decimals up as binary floats, so
    sums are compared here and not by the database."""
    for first, *amounts in rows.order_by("pk").values_list(key, *names.split()).iterator():
        yield first, *(Decimal(amount or 0).quantize(FEN) for amount in amounts)


def returns():
    """What went back of a line is no more than was charged, on each of its three accounts, and the
    year of its buyer got what the returns say, and so did the caps (R-RET-4, 5; R-LIST-3)."""
    return [*_more_back_than_charged(), *_years_and_returns(), *_caps_and_returns()]


def _more_back_than_charged():
    accounts = {"tax_back": "tax_total", "quota_back": "dutiable_value"}
    for account, charged in accounts.items():
        lines = OrderLine.objects.annotate(back=Sum(f"returned__{account}")).exclude(back=None)
        rows = lines.values_list("order__number", "line", "back", charged)
        for number, line, back, whole in rows:
            if Decimal(back).quantize(FEN) > whole:
                yield f"order {number} line {line}: {back} of {whole} came back as {account}"
    counted = Q(returned__goods_return__in=Return.objects.counted())
    pieces = OrderLine.objects.annotate(pieces=Sum("returned__quantity", filter=counted))
    for number, line in pieces.filter(pieces__gt=F("quantity")).values_list(
        "order__number", "line"
    ):
        yield f"order {number} line {line}: more pieces came back than were sold"


def _years_and_returns():
    entries = QuotaEntry.objects.annotate(
        back=Coalesce(Sum("order__lines__returned__quota_back"), Decimal(0))
    )
    for number, given, back in entries.values_list("order__number", "given_back", "back"):
        if Decimal(given).quantize(FEN) != Decimal(back).quantize(FEN):
            yield f"order {number}: {given} given back to a year, its returns say {back}"


def _caps_and_returns():
    settled = Q(line__returned__quota_back__isnull=False)
    uses = CapUse.objects.annotate(
        pieces=Coalesce(Sum("line__returned__quantity", filter=settled), 0)
    )
    rows = uses.filter(Q(pieces__gt=0) | Q(given_back__gt=0)).select_related("line__order")
    for use in rows:
        back = use.amount * use.pieces / use.line.quantity
        if abs(use.given_back - back) >= LEAST:
            yield (
                f"order {use.line.order.number} line {use.line.line}: {use.given_back} of a yearly"
                f" cap given back, its returns say {back}"
            )
