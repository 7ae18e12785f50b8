"""Where reconciliation stands, for the clerk's first page."""

from clearance.days import yesterday
from clearance.models.reconciliation import Discrepancy, ReconciliationRun


def reconciliation_progress():
    """day: yesterday; is_done: its run has ended; of_the_day, older: open discrepancies."""
    day = yesterday()
    done = ReconciliationRun.objects.filter(
        source=ReconciliationRun.Source.BOOKS, first__lte=day, last__gte=day
    ).exclude(finished_at=None)
    open_ones = Discrepancy.objects.open()
    return {
        "day": day,
        "is_done": done.exists(),
        "of_the_day": open_ones.filter(day=day).count(),
        "older": open_ones.filter(day__lt=day).count(),
    }
