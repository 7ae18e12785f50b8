"""A periodic task runs one operation on many rows; a row that fails must not stop the others."""

import logging

from celery.exceptions import SoftTimeLimitExceeded

log = logging.getLogger(__name__)


def process_each(operation, rows):
    """Call `operation` with every row; how many returned something true.

    An error is logged with its row and left to the next run. The operation opens its own
    transaction: never call this inside one."""
    done = 0
    for row in rows:
        try:
            done += bool(operation(row))
        except SoftTimeLimitExceeded:
            raise  # the task's own time is over, whichever row it hit
        except Exception:  # one row's error holds up no other; the next run finds it again
            log.exception("%s failed on %s", getattr(operation, "__qualname__", operation), row)
    return done


def process_in_slices(operation, rows, *, size, one_by_one):
    """Call `operation` with slices of the rows, a transaction each, which spares most of the
    queries; the sum of its results.

    Where a slice fails, its rows go one by one through `one_by_one`, as in process_each."""
    done = 0
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        try:
            done += operation(part)
        except SoftTimeLimitExceeded:
            raise
        except Exception:  # whichever row it was: alone, only that one fails
            name = getattr(operation, "__qualname__", operation)
            log.warning("%s failed on a slice: one by one", name, exc_info=True)
            done += process_each(one_by_one, part)
    return done
