"""Which processes of the site keep ending: written by the supervisor, read for `/readyz`.

Only the standard library: the supervisor never loads Django."""

import json
import os
from pathlib import Path

NAME = "processes.json"


def write(folder, unstable):
    """unstable: how often each has ended lately, by its name."""
    path = Path(folder) / NAME
    new = path.with_suffix(".new")
    new.write_text(json.dumps({"pid": os.getpid(), "unstable": unstable}), encoding="utf-8")
    os.replace(new, path)


def read(folder):
    """The same; empty where no supervisor runs, as in production."""
    try:
        noted = json.loads((Path(folder) / NAME).read_text(encoding="utf-8"))
        os.kill(noted["pid"], 0)
        return dict(noted["unstable"])
    except (OSError, ValueError, LookupError, TypeError):
        return {}
