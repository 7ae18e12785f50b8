"""After a commit, index what changed: in a thread of this process, so that no visitor waits for it.

Best effort: what a killed process leaves pending is indexed by the periodic task `search.drain`.
"""

import logging
import threading

from django.conf import settings
from django.db import connections, transaction

from .indexer import drain_all

logger = logging.getLogger(__name__)
_running = threading.Lock()
_requested = threading.Event()


def index_on_commit() -> None:
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
