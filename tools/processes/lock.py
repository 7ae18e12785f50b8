"""One site for one folder of data. A running site holds a lock that ends with the process, however
it ends; `make reset` and a second `make run` try to take it first.

Only the standard library: `make reset` runs it before there is a virtual environment."""

import fcntl
import os
from pathlib import Path

NAME = "running.lock"


def take(folder):
    """The lock's file descriptor, or None while another process has it. It outlives `exec`."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    lock = os.open(Path(folder) / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    os.set_inheritable(lock, True)
    return lock
