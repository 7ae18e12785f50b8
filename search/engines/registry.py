"""The engines of the settings, each with its circuit breaker.

The breaker spares visitors a failing engine: after one failure it stays open for fifteen seconds,
then a single search tries the engine again.
"""

import threading
import time
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from .base import Engine

REST = 15.0  # seconds


class Breaker:
    def __init__(self, rest: float = REST):
        self.rest = rest
        self._lock = threading.Lock()
        self._open_until = 0.0  # of the monotonic clock; 0: closed

    def allows(self) -> bool:
        """While open, one caller per period may try."""
        with self._lock:
            now = time.monotonic()
            if now < self._open_until:
                return False
            if self._open_until:
                self._open_until = now + self.rest
            return True

    @property
    def rests(self) -> bool:
        """Whether the engine has failed and not answered since."""
        return bool(self._open_until)

    def trip(self) -> None:
        with self._lock:
            self._open_until = time.monotonic() + self.rest

    def close(self) -> None:
        with self._lock:
            self._open_until = 0.0


@cache
def _built(path: str, arguments: tuple) -> tuple[Engine, Breaker]:
    return import_string(path)(*arguments), Breaker()


def _engine(path: str) -> tuple[Engine, Breaker]:
    """One for each process, and another when the settings change, as they do in tests."""
    return _built(path, import_string(path).arguments_from_settings())


def configured() -> Engine:
    return _engine(settings.SEARCH_ENGINE)[0]


def engines() -> list[tuple[Engine, Breaker]]:
    """In the order in which they are queried."""
    paths = dict.fromkeys([settings.SEARCH_ENGINE, *settings.SEARCH_FALLBACKS])
    return [_engine(path) for path in paths]


def named(name: str) -> Engine | None:
    return next((engine for engine, _ in engines() if engine.name == name), None)
