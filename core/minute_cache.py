"""What changes by decree or by an editor, and what every page needs: kept in memory. Never prices,
stock or anything that a purchase depends on."""

import time
from collections.abc import Callable, Hashable
from typing import Any, ClassVar, Generic, TypeVar
from weakref import WeakSet

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

SECONDS = 60
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class MinuteCache(Generic[T]):
    """What `read` returns, read once a minute in each process; in the one where a row of these
    models changes, anew at once."""

    everywhere: ClassVar[WeakSet] = WeakSet()

    def __init__(self, read: Callable[[], T], *models: type[Model]):
        self._read = read
        self._kept: tuple[float, T] | None = None
        MinuteCache.everywhere.add(self)
        for model in models:
            for signal in (post_save, post_delete):
                signal.connect(self.changed, sender=model)

    def changed(self, **_: Any) -> None:
        """Forget now, for this transaction, and once more when it commits: another thread may
        have read the old rows in between."""
        self.forget()
        transaction.on_commit(self.forget)

    def forget(self, **_: Any) -> None:
        self._kept = None

    def get(self, max_age: float = SECONDS) -> T:
        now, kept = time.monotonic(), self._kept
        if kept is None or now - kept[0] > max_age:
            kept = self._kept = now, self._read()
        return kept[1]


class KeyedMinuteCache(Generic[K, T]):
    """The same for each key that is requested, such as a language or an edition."""

    def __init__(self, read: Callable[[K], T], *models: type[Model]):
        self._read_one = read
        self.kept: MinuteCache[dict[K, T]] = MinuteCache(dict, *models)

    def of(self, key: K) -> T:
        values = self.kept.get()
        if key not in values:
            values[key] = self._read_one(key)
        return values[key]


def forget_everything() -> None:
    """For tests, which take their rows back without a signal."""
    for cache in MinuteCache.everywhere:
        cache.forget()
