"""Tables that change by decree or by an editor, and that every page needs: kept in memory."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

SECONDS = 60
T = TypeVar("T")


class MinuteCache(Generic[T]):
    """What `read` returns, read once a minute in each process; in the one where a row of these
    models changes, anew at once."""

    def __init__(self, read: Callable[[], T], *models: type[Model]):
        self._read = read
        self._kept: tuple[float, T] | None = None
        for model in models:
            for signal in (post_save, post_delete):
                signal.connect(self.forget, sender=model)

    def forget(self, **_) -> None:
        self._kept = None

    def get(self, max_age: float = SECONDS) -> T:
        now, kept = time.monotonic(), self._kept
        if kept is None or now - kept[0] > max_age:
            kept = self._kept = now, self._read()
        return kept[1]
