"""Months of exports: lists that no application named in time (R-DOC-6)."""

from datetime import timedelta

from django.utils import timezone

from clearance.days import day_begins
from clearance.exports.summary import due_on, month_before, released_lists
from clearance.reconciliation.findings import Finding

from .base import MAX_FINDINGS, day_of

OLDEST = timedelta(days=400)


def not_summed_up(period):
    ends = overdue_before(timezone.localdate())
    waiting = released_lists(ends - OLDEST, ends).filter(is_applied=False)
    for one in waiting[:MAX_FINDINGS]:
        yield Finding(
            "not_summed_up", one.order.number, day_of(one.released_at), order=one.order_id,
            ours=one.invt_no,
        )  # fmt: skip


def overdue_before(today):
    """The moment before which a list was released whose month's application is overdue."""
    month = month_before(today)
    last = today if today > due_on(month) else month  # the first day not asked for yet
    return day_begins(last.replace(day=1))
