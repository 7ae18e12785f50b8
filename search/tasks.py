import logging
from contextlib import contextmanager

from celery import shared_task

from search.engines.base import EngineError

from . import actions
from .engines.registry import engines
from .indexing import rebuild_schedule as sweeping
from .monitoring.query_log_rows import forget_old
from .saved import emails as mails
from .saved import matches, news

logger = logging.getLogger(__name__)


@shared_task(name="search.drain")
def drain():
    """The sweep: whatever a nudge has missed."""
    return actions.drain_all()


@shared_task(name="search.rebuild_where_due", soft_time_limit=1800, time_limit=1900)
def rebuild_where_due():
    """What organizers asked for, what was killed half-way, and an index that is missing, broken or
    of another shape."""
    sweeping.forget_absent_engines()
    for engine, _ in engines():
        with _told(engine):
            sweeping.rebuild_where_due(engine)


@shared_task(name="search.rebuild", soft_time_limit=1800, time_limit=1900)
def rebuild():
    """Nightly: counts of words, prices by the day's tax rates, and whatever no signal told."""
    for engine, _ in engines():
        with _told(engine):
            actions.rebuild(engine)


@contextmanager
def _told(engine):
    """One engine that fails must not keep the other waiting."""
    try:
        yield
    except actions.AlreadyRebuilding:
        pass
    except EngineError as error:
        logger.warning("%s: can't be rebuilt now: %s", engine.name, error)


@shared_task(name="search.look_for_news")
def look_for_news():
    """Mails about new goods for those who saved a search; sent by the task below."""
    if news.look_for_news():
        mails.send_waiting()


@shared_task(name="search.send_news")
def send_news():
    mails.send_waiting()


@shared_task(name="search.forget_notes")
def forget_notes():
    """Searches without hits and slow ones are kept for SEARCH_NOTES_DAYS, and what saved searches
    know for as long as a good is new."""
    return forget_old() + matches.forget_old()
