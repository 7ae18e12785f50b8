"""What changed waits in rows of the same transaction: they stand or fall with the change.

After the commit it is indexed in a thread of this process, so that no visitor waits for it. Best
effort: what a killed process leaves pending is indexed by the periodic task `search.drain`."""

import logging
import threading
from collections.abc import Iterable

from django.conf import settings
from django.db import connections, transaction

from search.documents.schema import GOODS
from search.engines.registry import engines
from search.models import SearchChange

from .indexer import drain_all

logger = logging.getLogger(__name__)
_running = threading.Lock()
_requested = threading.Event()


def touch(pks: Iterable[int], kind: str = GOODS) -> None:
    """Have these indexed again, goods unless another kind is named.

    The rows are part of the caller's transaction.
    """
    keys = sorted(set(pks))
    rows = [
        SearchChange(engine=engine.name, kind=kind, key=str(key))
        for engine, _ in engines()
        for key in keys
    ]
    if rows:
        SearchChange.objects.bulk_create(rows, batch_size=1000)
        if settings.SEARCH_NUDGE:
            transaction.on_commit(start, robust=True)


def start() -> None:
    _requested.set()
    if _running.acquire(blocking=False):
        threading.Thread(target=_run, name="search-drain").start()


def _run() -> None:
    try:
        while _requested.is_set():
            _requested.clear()
            drain_all()
    except Exception:  # the periodic task tries again, and the site must not notice
        logger.exception("The search index could not be brought up to date")
    finally:
        connections.close_all()
        _running.release()
    if _requested.is_set():  # requested between the last look and the release
        start()
