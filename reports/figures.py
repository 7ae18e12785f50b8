"""Every figure the office reads comes from `figures()`: page, table, chart and CSV alike.

Basis (R-STAT-1): what this platform sold, charged, refunded and took back is `gmv`; released lists
and customs' tax bills are `customs_list`. They are shown side by side, each counted on its own
Beijing day (`reports/sources.py`), and never added to each other: a refund is not taken off the
day's turnover, a bill not off the tax that buyers were charged (R-TAX-15)."""

from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from catalog.models.zone import Direction
from reports.sources import SOURCES

# R-STAT-4: the cuts we have; district, HS chapter and origin are not among them
DIMENSIONS = ("day", "mode", "zone", "center")
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Measures:
    """Counts, and yuan with two places."""

    orders: int = 0
    goods_value: Decimal = ZERO
    tax: Decimal = ZERO
    released: int = 0
    tax_billed: Decimal = ZERO
    tax_difference: Decimal = ZERO
    cancelled: int = 0
    refunded: Decimal = ZERO
    returned: int = 0

    def __add__(self, other):
        return Measures(
            *(getattr(self, part.name) + getattr(other, part.name) for part in fields(self))
        )


@dataclass(frozen=True)
class FigureRow:
    """One line of the table: the values of the chosen dimensions, in their order, and measures."""

    key: tuple
    measures: Measures


@dataclass(frozen=True)
class Figures:
    by: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    total: Measures


def figures(since: date, until: date, by=DIMENSIONS, **chosen) -> Figures:
    """Figures from `since` to `until` (Beijing days, both included) by the named dimensions, of
    imports unless a direction is chosen: what comes in and what goes out are never added up.

    chosen: filters such as mode="1210", zone=3 or center=None. The total is the sum of the rows
    (R-STAT-5)."""
    by = tuple(name for name in DIMENSIONS if name in by)
    chosen = {"direction": Direction.IMPORT, **chosen}
    measures: defaultdict[tuple, Measures] = defaultdict(Measures)
    for source in SOURCES:
        for key, counted in source.count(since, until, by, chosen):
            measures[key] += Measures(**{name: as_figure(value) for name, value in counted.items()})
    rows = tuple(FigureRow(key, measures[key]) for key in sorted(measures, key=sortable))
    return Figures(by, rows, sum((row.measures for row in rows), Measures()))


def as_figure(value):
    """Yuan to two places: SQLite adds decimals as floats, so its sums carry dust."""
    return value if isinstance(value, int) else (value or ZERO).quantize(ZERO)


def sortable(key):
    """Newest day first, then by the other dimensions; web orders (no center) after centers."""
    return tuple(
        -value.toordinal() if isinstance(value, date) else (value is None, str(value or ""))
        for value in key
    )
