from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any


class ResultCache:
    """The most recently used results. A key must name the index's state: nothing is invalidated."""

    def __init__(self, size: int):
        self.size = size
        self._lock = Lock()
        self._values: OrderedDict[tuple, Any] = OrderedDict()

    def get(self, key: tuple, compute: Callable[[], Any]) -> Any:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        # outside the lock: two threads may compute the same, which costs less than waiting
        value = compute()
        with self._lock:
            self._values[key] = value
            if len(self._values) > self.size:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
