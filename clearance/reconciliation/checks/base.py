"""What a finder is, and what all of them say alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from clearance.days import day_begins
from clearance.reconciliation.findings import Finding

MAX_FINDINGS = 2_000  # rows of one kind in one run: beyond, one cause has many effects
TAX_TOLERANCE = Decimal("0.05")  # yuan: customs reckons with five decimals, we with two


@dataclass(frozen=True, slots=True)
class Period:
    begins: datetime
    ends: datetime

    @classmethod
    def of(cls, first, last):
        return cls(day_begins(first), day_begins(last, days=1))

    def until(self, grace):
        """What is older than `grace` and lies before the end."""
        return min(self.ends, timezone.now() - grace)

    def holds(self, field):
        return Q(**{f"{field}__gte": self.begins, f"{field}__lt": self.ends})


@dataclass(frozen=True, slots=True)
class Check:
    """backlog: looks at all that is unsettled, however old; else at the period alone."""

    kinds: tuple[str, ...]
    find: Callable[[Period], Iterable[Finding]]
    backlog: bool = False


def day_of(moment):
    return timezone.localdate(moment)


def about(kind, message, *, moment=None, **figures):
    return Finding(
        kind, f"CEB{message.kind} {message.business_key}", day_of(moment or message.created_at),
        order=message.order_id, message=message.pk, **figures,
    )  # fmt: skip


def about_orders(kind, orders, moment, *, ours=""):
    """A finding for each order. moment, ours: names of its fields."""
    for order in orders.order_by("pk")[:MAX_FINDINGS]:
        figure = str(getattr(order, ours)) if ours else ""
        yield Finding(
            kind, order.number, day_of(getattr(order, moment)), order=order.pk, ours=figure
        )
