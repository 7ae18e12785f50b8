"""Where reconciliation stands, for the clerk's first page."""

from dataclasses import dataclass
from datetime import date

from clearance.days import yesterday
from clearance.models.reconciliation import Discrepancy, ReconciliationRun


@dataclass(frozen=True, slots=True)
class ReconciliationProgress:
    """day: yesterday; is_done: its run has ended; of_the_day, older: open discrepancies."""

    day: date
    is_done: bool
    of_the_day: int
    older: int


def reconciliation_progress():
    day = yesterday()
    done = ReconciliationRun.objects.filter(
        source=ReconciliationRun.Source.BOOKS, first__lte=day, last__gte=day
    ).exclude(finished_at=None)
    open_ones = Discrepancy.objects.open()
    return ReconciliationProgress(
        day=day,
        is_done=done.exists(),
        of_the_day=open_ones.filter(day=day).count(),
        older=open_ones.filter(day__lt=day).count(),
    )
