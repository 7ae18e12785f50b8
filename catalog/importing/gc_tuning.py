"""Python's collector runs after so many new objects, which bulk work makes by the hundred thousand
and drops by reference count anyway: there it costs a quarter of the time and finds little."""

import gc
import threading
from contextlib import contextmanager

FACTOR = 100
_one_at_a_time = threading.Lock()
_inside: list[tuple[int, int, int]] = []  # what was usual before, once for each block


@contextmanager
def rare_collections():
    """Collect that much more rarely within the block. The process has one threshold: threads whose
    blocks overlap share the change, and the last one out takes it back."""
    with _one_at_a_time:
        _inside.append(_inside[0] if _inside else gc.get_threshold())
        usual = _inside[0]
        gc.set_threshold(usual[0] * FACTOR, *usual[1:])
    try:
        yield
    finally:
        with _one_at_a_time:
            usual = _inside.pop()
            if not _inside:
                gc.set_threshold(*usual)
