"""The worker's check every minute: rebuilds requested, killed or needed, and leftovers."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from search.engines.base import Engine, IndexDamagedError, WriterBusyError
from search.engines.generations import is_due
from search.engines.registry import engines
from search.models import Rebuild, SearchChange, SearchCursor
from search.vocabulary import lexicon

from .rebuild import rebuild

logger = logging.getLogger(__name__)
GRACE = timedelta(seconds=60)  # for searches still running in the previous generation
PAUSE = timedelta(minutes=5)  # after a failure, before it is tried again unasked
FORGOTTEN = timedelta(minutes=10)


def rebuild_where_due(engine: Engine) -> bool:
    """Rebuild where that was requested, interrupted or is needed; else remove old generations."""
    rows = Rebuild.objects.filter(engine=engine.name)
    failed_lately = _just_finished(rows.filter(state=Rebuild.State.FAILED), PAUSE)
    wanted = not rows.open().exists() and not failed_lately and is_needed(engine)
    if wanted or rows.claimable().exists():
        rebuild(engine)
        return True
    if not rows.open().exists() and not _just_finished(rows, GRACE):
        tidy(engine)
    return False


def is_needed(engine: Engine) -> bool:
    """The index is missing, broken, of another schema, or was not updated for a while.

    Raises EngineError when the engine doesn't answer."""
    if is_due(engine.current()) or not SearchCursor.objects.filter(engine=engine.name).exists():
        return True
    try:
        engine.ping()
    except IndexDamagedError:
        return True
    return False


def _just_finished(rows, since: timedelta) -> bool:
    return rows.filter(finished_at__gt=timezone.now() - since).exists()


def tidy(engine: Engine) -> None:
    with suppress(WriterBusyError):
        for name in engine.tidy():
            logger.info("%s: %s is removed", engine.name, name)


def forget_absent_engines() -> None:
    """An engine that is no longer configured misses changes: should it come back, it is due."""
    names = [engine.name for engine, _ in engines()]
    long_ago = timezone.now() - FORGOTTEN
    SearchChange.objects.exclude(engine__in=names).filter(at__lt=long_ago).delete()
    absent = SearchCursor.objects.exclude(engine__in=[*names, lexicon.VOCABULARY])
    absent.filter(moved_at__lt=long_ago).delete()
