"""What is counted, on which Beijing day, and how: one query for each kind of row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Round, TruncDate

from clearance.models import TaxBill
from orders.models import Order, Refund, Return

BEIJING = ZoneInfo("Asia/Shanghai")


def moments(since: date, until: date) -> tuple[datetime, datetime]:
    """From the first moment of `since` to the first one after `until`, in Beijing."""
    midnight = time(tzinfo=BEIJING)
    return datetime.combine(since, midnight), datetime.combine(until + timedelta(days=1), midnight)


@dataclass(frozen=True)
class FigureSource:
    """`moment`: the field that says when a row counts; `order`: the lookup from a row to the order
    whose mode, zone and center it is counted under; `measures`: names of figures.Measures."""

    rows: Callable[[], QuerySet]
    moment: str
    measures: dict
    order: str = ""
    is_day: bool = False  # the moment is a Beijing day already

    def count(self, since, until, by, chosen) -> Iterator[tuple[tuple, dict]]:
        """(values of the dimensions `by`, {measure: int or yuan}) for each that has rows."""
        rows = self._of_period(since, until)
        rows = rows.filter(**{f"{self.order}{name}": value for name, value in chosen.items()})
        keys = [name if name == "day" else f"{self.order}{name}" for name in by]
        counted = rows.order_by().values_list(*keys).annotate(**self.measures)
        for values in counted.values_list(*keys, *self.measures):
            yield values[: len(keys)], dict(zip(self.measures, values[len(keys) :], strict=True))

    def _of_period(self, since, until):
        if self.is_day:
            rows = self.rows().filter(**{f"{self.moment}__range": (since, until)})
            return rows.annotate(day=F(self.moment))
        start, end = moments(since, until)
        rows = self.rows().filter(**{f"{self.moment}__gte": start, f"{self.moment}__lt": end})
        return rows.annotate(day=TruncDate(self.moment, tzinfo=BEIJING))


# a bill's taxes have up to five places (CEB816); each bill counts to the fen, so that any cut of
# the table has the same total (R-STAT-5)
BILLED = Round(F("duty") + F("vat") + F("consumption_tax"), precision=2)

SOURCES = (
    FigureSource(
        Order.objects.all,
        "paid_at",
        {
            "orders": Count("pk"),
            "goods_value": Sum("goods_value"),
            "tax": Sum("tax_total"),
        },
    ),
    FigureSource(Order.objects.all, "released_at", {"released": Count("pk")}),
    FigureSource(
        TaxBill.objects.comparable,
        "declaration__order__released_at",
        {"tax_billed": Sum(BILLED), "tax_difference": Sum(BILLED - F("estimate"))},
        order="declaration__order__",
    ),
    FigureSource(
        lambda: Order.objects.filter(paid_at__isnull=False),
        "cancelled_at",
        {"cancelled": Count("pk")},
    ),
    FigureSource(
        lambda: Refund.objects.filter(state=Refund.State.DONE),
        "done_at",
        {"refunded": Sum("amount")},
        order="order__",
    ),
    FigureSource(
        Return.objects.all, "arrived_on", {"returned": Count("pk")}, order="order__", is_day=True
    ),
)
