import logging
from collections.abc import Callable

from celery import shared_task

from search.engines.base import Engine, EngineError
from search.engines.registry import engines

from . import rebuild_schedule
from .indexer import drain_all
from .rebuild import rebuild as rebuild_engine
from .rebuild_claims import RebuildInProgressError

logger = logging.getLogger(__name__)


@shared_task(name="search.drain")
def drain():
    """The guarantee: whatever no thread has indexed after its commit."""
    return drain_all()


@shared_task(name="search.rebuild_where_due", soft_time_limit=1800, time_limit=1900)
def rebuild_where_due():
    """What organizers requested, what was killed half-way, and an index that is missing, broken or
    of another schema."""
    rebuild_schedule.forget_absent_engines()
    _for_each_engine(rebuild_schedule.rebuild_where_due)


@shared_task(name="search.rebuild", soft_time_limit=1800, time_limit=1900)
def rebuild():
    """Nightly: counts of words, prices by the day's tax rates, and whatever no signal reported."""
    _for_each_engine(rebuild_engine)


def _for_each_engine(action: Callable[[Engine], object]) -> None:
    """One engine that fails must not keep the other waiting."""
    for engine, _ in engines():
        try:
            action(engine)
        except RebuildInProgressError:
            pass
        except EngineError as exc:
            logger.warning("%s: can't be rebuilt now: %s", engine.name, exc)
