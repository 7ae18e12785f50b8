"""A sweep does the same deed to many rows; one that fails must not keep the others waiting."""

import logging

from celery.exceptions import SoftTimeLimitExceeded

log = logging.getLogger(__name__)


def each(deed, rows):
    """Call `deed` with every row; how many answered with something true.

    A fault is logged with the row's name and left to the next sweep. The deed opens its own
    transaction: never call this inside one."""
    done = 0
    for row in rows:
        try:
            done += bool(deed(row))
        except SoftTimeLimitExceeded:
            raise  # the sweep's own time is over, whichever row it fell on
        except Exception:  # one row's fault holds up no other; the next sweep finds it again
            log.exception("%s failed on %s", getattr(deed, "__qualname__", deed), row)
    return done


def together(deed, rows, *, size, alone):
    """Call `deed` with the rows in slices, a transaction each, which spares most of the queries;
    the sum of its answers.

    Where a slice fails, its rows are done one by one with `alone`, as `each` does it."""
    done = 0
    for at in range(0, len(rows), size):
        part = rows[at : at + size]
        try:
            done += deed(part)
        except SoftTimeLimitExceeded:
            raise
        except Exception:  # whichever row it was: alone, only that one fails
            log.warning("%s goes one by one", getattr(deed, "__qualname__", deed), exc_info=True)
            done += each(alone, part)
    return done
