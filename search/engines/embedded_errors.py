"""tantivy's errors as those of an engine."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from .base import EngineError, IndexDamagedError

PANIC = "PanicException"
# Permission denied, too many files, too large a file, no space, read only, over quota
SYSTEM_ERROR = re.compile(r"os error (13|23|24|27|28|30|122)\b")


@contextmanager
def translated_errors() -> Iterator[None]:
    """tantivy raises ValueError for all that goes wrong; a file that isn't there, or is cut, is
    damage, while a rebuild cures neither a full disk nor a missing permission. Over bytes that it
    did not write it panics, which is no Exception and would end the whole process."""
    try:
        yield
    except EngineError:
        raise
    except FileNotFoundError as exc:
        raise IndexDamagedError(f"The index lacks a file: {exc}") from exc
    except OSError as exc:
        raise EngineError(f"The index can't be read or written: {exc}") from exc
    except Exception as exc:
        kind = EngineError if SYSTEM_ERROR.search(str(exc)) else IndexDamagedError
        raise kind(f"The index can't be used: {exc}") from exc
    except BaseException as exc:
        if type(exc).__name__ != PANIC:  # pyo3 makes a class of its own for each library
            raise
        raise IndexDamagedError(f"The index can't be read: {exc}") from exc
