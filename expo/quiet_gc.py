"""Python's collector runs after so many new objects, which bulk work makes by the hundred thousand
and drops by reference count anyway: there it costs a quarter of the time and finds little."""

import gc
from contextlib import contextmanager


@contextmanager
def rare_collections(factor=100):
    """Collect that much more rarely within the block."""
    before = gc.get_threshold()
    gc.set_threshold(before[0] * factor, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
