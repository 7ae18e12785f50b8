"""How long a visitor's page waits for engines, all its questions together.

A timeout of its own for each request would not do: a page asks up to a dozen times (tiers, tabs),
and a server that needs 0.9 s for each would keep the visitor for ten.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished, request_started

# Seconds. A page shall be there within one and a half: what is left is for the database, which
# answers instead, and for the page itself on a busy machine.
A_PAGE = 0.75
LEAST = 0.05  # below this no answer is to be expected


class _Mine(threading.local):
    in_page = False
    spent = 0.0
    until: float | None = None


_mine = _Mine()


def connect() -> None:
    request_started.connect(_begin, dispatch_uid="search-patience")
    request_finished.connect(_end, dispatch_uid="search-patience")


def _begin(**kwargs):
    _mine.in_page, _mine.spent = True, 0.0


def _end(**kwargs):
    _mine.in_page = False


@contextmanager
def asking() -> Iterator[None]:
    """One question, with whatever this page has left; outside of pages each has it all."""
    started = time.monotonic()
    _mine.until = started + A_PAGE - (_mine.spent if _mine.in_page else 0.0)
    try:
        yield
    finally:
        _mine.until = None
        _mine.spent += time.monotonic() - started


def left() -> float:
    """Seconds that the next request may take."""
    return A_PAGE if _mine.until is None else _mine.until - time.monotonic()
