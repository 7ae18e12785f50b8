import logging

from celery import shared_task

from core.database.read_snapshot import read_snapshot
from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import stamp_head
from evidence.timestamps.stamp_log import StampLogError
from evidence.timestamps.tail import tail_errors
from evidence.verification import check

log = logging.getLogger(__name__)


class EvidenceContradictedError(Exception):
    """Ledger, stamps and stamp log do not agree."""


@shared_task(name="evidence.stamp_head", ignore_result=True)
def stamp():
    """The next hour tries again; a later stamp covers all that came before. What was cut off or
    forged is said each hour anew."""
    try:
        stamp_head()
    except (TimestampError, StampLogError) as exc:
        log.warning("the ledger's head goes without a timestamp: %s", exc)
    _report(tail_errors())


@shared_task(name="evidence.verify", ignore_result=True)
def verify():
    """The whole ledger against stamps and stamp log, but for the signatures. A run that names
    something fails, which the figures of periodic tasks show."""
    with read_snapshot():
        errors = check(signatures=False)
    _report(errors)
    if errors:
        raise EvidenceContradictedError(f"{len(errors)} contradictions, the first: {errors[0]}")


def _report(errors):
    for error in errors:
        log.error("the evidence does not hold: %s", error)
