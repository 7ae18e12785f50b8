from celery import shared_task

from . import actions
from .engines import EngineError
from .engines.chooser import engines
from .engines.generations import is_due
from .saved import mails, news


@shared_task(name="search.drain")
def drain():
    """The sweep: whatever a nudge has missed."""
    return actions.drain_all()


@shared_task(name="search.rebuild_where_due", soft_time_limit=1800, time_limit=1900)
def rebuild_where_due():
    """An index that is missing, or was built for documents of another shape."""
    for engine, _ in engines():
        try:
            if is_due(engine.current()):
                actions.rebuild(engine)
        except actions.AlreadyRebuilding:
            continue
        except EngineError as error:
            actions.logger.warning("%s: can't be rebuilt now: %s", engine.name, error)


@shared_task(name="search.rebuild", soft_time_limit=1800, time_limit=1900)
def rebuild():
    """Nightly: counts of words, prices by the day's tax rates, and whatever no signal told."""
    for engine, _ in engines():
        actions.rebuild(engine)


@shared_task(name="search.look_for_news")
def look_for_news():
    """Mails about new goods for those who saved a search; sent by the task below."""
    if news.look_for_news():
        mails.send_waiting()


@shared_task(name="search.send_news")
def send_news():
    mails.send_waiting()
