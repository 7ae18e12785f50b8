import logging

from celery import shared_task

from evidence.stamp_log import StampLogError
from evidence.timestamps.base import TimestampError
from evidence.timestamps.chain_head import stamp_head

log = logging.getLogger(__name__)


@shared_task(name="evidence.stamp_head", ignore_result=True)
def stamp():
    """The next hour tries again; a later stamp covers all that came before."""
    try:
        stamp_head()
    except (TimestampError, StampLogError) as exc:
        log.warning("the ledger's head goes without a timestamp: %s", exc)
