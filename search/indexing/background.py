"""After a commit, index what changed: in a thread of this process, off the visitor's way.

Only a kindness: whatever a killed process leaves waiting is found by the sweep.
"""

import logging
import threading

from django.conf import settings
from django.db import connections, transaction

logger = logging.getLogger(__name__)
_running = threading.Lock()
_again = threading.Event()


def nudge_on_commit() -> None:
    if settings.SEARCH_NUDGE:
        transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    _again.set()
    if _running.acquire(blocking=False):
        threading.Thread(target=_run, name="search-drain").start()


def _run() -> None:
    from search.actions import drain_all

    try:
        while _again.is_set():
            _again.clear()
            drain_all()
    except Exception:  # the sweep will try again, and the site must not notice
        logger.exception("The search index could not be brought up to date")
    finally:
        connections.close_all()
        _running.release()
    if _again.is_set():  # asked between the last look and the release
        nudge()
