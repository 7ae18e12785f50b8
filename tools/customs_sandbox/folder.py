"""Messages put into a folder instead of posted: <sender>-<anything>.xml, by atomic rename."""

import os
from pathlib import Path

from .identities import MAY_SEND
from .intake import LARGEST_MESSAGE, Forbidden, IdTaken, accept
from .store import Store


def take_in(store: Store, folder: Path) -> int:
    """Files end in done/ or error/ beside it; how many were looked at."""
    count = 0
    for path in sorted(folder.glob("*.xml")):
        sender = path.name.split("-", 1)[0]
        taken = sender in MAY_SEND and not path.is_symlink() and path.is_file()
        taken = taken and path.stat().st_size <= LARGEST_MESSAGE
        if taken:
            try:
                accept(store, sender, path.read_bytes())
            except (Forbidden, IdTaken):
                taken = False
        goal = folder / ("done" if taken else "error")
        goal.mkdir(exist_ok=True)
        os.replace(path, goal / path.name)
        count += 1
    return count
