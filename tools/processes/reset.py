"""`make reset`: deletes the demo's data, files and index, unless a site is running on them.

python tools/processes/reset.py [FOLDER]"""

import os
import shutil
import sys
from pathlib import Path

import lock  # beside this file: it is run as a script, before there is a virtual environment


def forget(folder):
    """(message, exit code)"""
    if not folder.exists():
        return "Nothing to forget: the next `make run` starts afresh.", 0
    if not (folder / lock.NAME).exists() and not (folder / "expo.sqlite3").exists():
        return f"{folder} does not look like this site's data. Nothing was removed.", 1
    taken = lock.take(folder)
    if taken is None:
        return (
            f"The site is running on {folder}. Stop it first (Ctrl-C where `make run` runs),"
            " then try again. Nothing was removed.",
            1,
        )
    shutil.rmtree(folder)
    os.close(taken)
    return f"Forgotten: {folder}. A database or index named in .env is not touched.", 0


if __name__ == "__main__":
    message, code = forget(Path(sys.argv[1] if len(sys.argv) > 1 else "var"))
    print(message)
    sys.exit(code)
