"""The log of searches without results and of slow ones, written without delaying the visitor.

Collected in memory, each text once with its count, and written together by a thread a little later:
a search costs no query, a flood no more than a few hundred rows. A killed process loses the records
of its last seconds, which nobody misses.
"""

import logging
import threading
from typing import Protocol, TypeVar

from django.conf import settings
from django.db import connections

from search.query.goods_query import GoodsQuery
from search.retrieval.failover import SearchResponse
from search.retrieval.site import SiteQuery

from .privacy import recordable_text
from .query_log_rows import Missed, Slow, write_missed, write_slow

logger = logging.getLogger(__name__)
T = TypeVar("T")
MAX_TEXTS = 200  # that a process remembers between two writings
MAX_TIMES = 20  # that one text counts between two writings: one visitor's F5 is no demand


_lock = threading.Lock()
_missed: dict[Missed, list[int]] = {}  # how long each of its searches took, ms
_slow: dict[Slow, list[int]] = {}
_wake = threading.Event()
_writing = threading.Lock()


class SearchPage(Protocol):
    """What a visitor was shown. is_missed: nothing on the site is called what was typed."""

    response: SearchResponse

    @property
    def is_missed(self) -> bool: ...


def note(query: GoodsQuery | SiteQuery, page: SearchPage) -> None:
    """Of one search by a visitor: its first page, as typed, without filters. What a fallback can't
    find is no miss of the catalogue."""
    # R-PRIV-1: no user, session or address is recorded, here or below
    if not settings.SEARCH_NOTES or query.page > 1 or getattr(query, "is_filtered", False):
        return
    text, recorded = recordable_text(query.text), False
    response = page.response
    if text and not response.degraded and page.is_missed:
        missed = Missed(text, query.language, response.answer.match == "partial")
        recorded = _add(_missed, missed, response.took_ms)
    if response.took_ms >= settings.SEARCH_SLOW_MS:
        slow = Slow(text or "", response.engine)
        recorded = _add(_slow, slow, response.took_ms) or recorded
    if recorded:
        _write_soon()


def _add(notes: dict[T, list[int]], note: T, took_ms: int) -> bool:
    with _lock:
        if note not in notes and len(notes) >= MAX_TEXTS:
            return False
        taken = notes.setdefault(note, [])
        if len(taken) < MAX_TIMES:
            taken.append(took_ms)
        return True


def _write_soon() -> None:
    if _writing.acquire(blocking=False):
        threading.Thread(target=_run, name="search-notes", daemon=True).start()


def _run() -> None:
    try:
        _wake.wait(settings.SEARCH_NOTES_SECONDS)
        write()
    except Exception:  # best effort: no visitor must see an error of the log
        logger.exception("The notes of searches could not be written")
    finally:
        connections.close_all()
        _writing.release()


def write() -> int:
    """Write what was noted; returns the number of rows."""
    with _lock:
        missed, slow = dict(_missed), dict(_slow)
        _missed.clear()
        _slow.clear()
    return write_missed(missed) + write_slow(slow)
