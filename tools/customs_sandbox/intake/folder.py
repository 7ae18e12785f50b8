"""Messages put into a folder instead of posted: <sender>-<anything>.xml, by atomic rename."""

import os
from pathlib import Path

from tools.customs_sandbox.authentication import MAY_SEND
from tools.customs_sandbox.store import Store

from .transmissions import LARGEST_MESSAGE, MessageIdTakenError, SenderNotAllowedError, accept


def accept_files(store: Store, folder: Path) -> int:
    """Files end in done/ or error/ beside it; how many were looked at."""
    paths = sorted(folder.glob("*.xml"))
    for path in paths:
        goal = folder / ("done" if _is_accepted(store, path) else "error")
        goal.mkdir(exist_ok=True)
        os.replace(path, goal / path.name)
    return len(paths)


def _is_accepted(store: Store, path: Path) -> bool:
    sender = path.name.split("-", 1)[0]
    # A link could name any file of this machine; a pipe would never end.
    if sender not in MAY_SEND or path.is_symlink() or not path.is_file():
        return False
    if path.stat().st_size > LARGEST_MESSAGE:
        return False
    try:
        accept(store, sender, path.read_bytes())
    except (SenderNotAllowedError, MessageIdTakenError):
        return False
    return True
