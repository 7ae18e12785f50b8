"""Every figure the office reads comes from `figures()`: page, table, chart and CSV alike.

Basis (R-STAT-1): orders, goods value and tax are `gmv`, counted on the Beijing day the money
arrived; released lists are `customs_list`, counted on the Beijing day of release. They are shown
side by side and never added to each other."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, Sum
from django.db.models.functions import TruncDate

from catalog.models.zone import Direction
from orders.models import Order

BEIJING = ZoneInfo("Asia/Shanghai")
DIMENSIONS = ("day", "mode", "zone", "center")
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Measures:
    """Counts, and yuan with two places."""

    orders: int = 0
    goods_value: Decimal = ZERO
    tax: Decimal = ZERO
    released: int = 0

    def __add__(self, other):
        return Measures(
            *(getattr(self, part.name) + getattr(other, part.name) for part in fields(self))
        )


@dataclass(frozen=True)
class Row:
    """One line of the table: the values of the chosen dimensions, in their order, and measures."""

    key: tuple
    measures: Measures


@dataclass(frozen=True)
class Figures:
    by: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Measures


def moments(since, until):
    """From the first moment of `since` to the first one after `until`, in Beijing."""
    midnight = time(tzinfo=BEIJING)
    return datetime.combine(since, midnight), datetime.combine(until + timedelta(days=1), midnight)


def orders_by_day(moment, since, until):
    """Orders whose `moment` (a field's name) lies in the period, with its Beijing day."""
    start, end = moments(since, until)
    return Order.objects.filter(**{f"{moment}__gte": start, f"{moment}__lt": end}).annotate(
        day=TruncDate(moment, tzinfo=BEIJING)
    )


def fen(amount):
    """Two places: SQLite adds decimals as floats, so its sums carry dust."""
    return (amount or ZERO).quantize(ZERO)


def figures(since: date, until: date, by=DIMENSIONS, **chosen) -> Figures:
    """Figures from `since` to `until` (Beijing days, both included) by the named dimensions, of
    imports unless a direction is chosen: what comes in and what goes out are never added up.

    chosen: filters such as mode="1210", zone=3 or center=None. The total is the sum of the rows
    (R-STAT-5)."""
    by = tuple(name for name in DIMENSIONS if name in by)
    chosen = {"direction": Direction.IMPORT, **chosen}
    found = defaultdict(Measures)
    orders = orders_by_day("paid_at", since, until).filter(**chosen).order_by().values_list(*by)
    for *key, count, value, tax in orders.annotate(
        Count("pk"), Sum("goods_value"), Sum("tax_total")
    ):
        found[tuple(key)] += Measures(count, fen(value), fen(tax))
    lists = orders_by_day("released_at", since, until).filter(**chosen).order_by().values_list(*by)
    for *key, count in lists.annotate(Count("pk")):
        found[tuple(key)] += Measures(released=count)
    rows = tuple(Row(key, found[key]) for key in sorted(found, key=sortable))
    return Figures(by, rows, sum((row.measures for row in rows), Measures()))


def sortable(key):
    """Newest day first, then by the other dimensions; web orders (no center) after centers."""
    return tuple(
        -value.toordinal() if isinstance(value, date) else (value is None, str(value or ""))
        for value in key
    )
