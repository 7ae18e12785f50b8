import logging

from celery import shared_task

from evidence.stamping import stamp_head
from evidence.timestamps.base import TimestampError

log = logging.getLogger(__name__)


@shared_task(name="evidence.stamp_head", ignore_result=True)
def stamp():
    """The next hour tries again; a later stamp covers all that came before."""
    try:
        stamp_head()
    except TimestampError as fault:
        log.warning("the ledger's head goes without a timestamp: %s", fault)
