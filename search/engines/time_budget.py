"""How long a visitor's page waits for engines, all its queries together.

A timeout for each request would not do: a page sends up to a dozen (tiers, tabs), and a server that
needs 0.9 s for each would delay the page by ten.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.signals import request_finished, request_started
from django.dispatch import receiver

# Seconds. A page shall be there within one and a half: what is left is for the database, which
# answers instead, and for the page itself on a busy machine.
PAGE_SECONDS = 0.75
MIN_SECONDS = 0.05  # below this no answer is to be expected


class _Budget(threading.local):
    in_page = False
    spent = 0.0
    until: float | None = None


_budget = _Budget()


@receiver(request_started)
def _begin(**kwargs):
    _budget.in_page, _budget.spent = True, 0.0


@receiver(request_finished)
def _end(**kwargs):
    _budget.in_page = False


@contextmanager
def within_page_budget() -> Iterator[None]:
    """One query, with what is left of this page's time; outside of pages each has all of it."""
    started = time.monotonic()
    _budget.until = started + PAGE_SECONDS - (_budget.spent if _budget.in_page else 0.0)
    try:
        yield
    finally:
        _budget.until = None
        _budget.spent += time.monotonic() - started


def remaining() -> float:
    """Seconds that the next request may take."""
    return PAGE_SECONDS if _budget.until is None else _budget.until - time.monotonic()
