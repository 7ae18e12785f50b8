"""Compiles every catalogue (.po → .mo) without GNU gettext, which a fresh machine lacks.

python -m tools.processes.compile_translations
"""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent.parent


def catalogues(root=ROOT):
    """The .po files of the project and its apps; nothing deeper is searched, `.venv` is large."""
    folders = ("locale", "[!.]*/locale", "[!.]*/[!.]*/locale")
    return [path for folder in folders for path in root.glob(f"{folder}/*/LC_MESSAGES/*.po")]


def compile_all(root=ROOT):
    """Writes each .mo that is older than its .po; returns how many."""
    stale = [
        path
        for path in catalogues(root)
        if not (compiled := path.with_suffix(".mo")).exists()
        or compiled.stat().st_mtime < path.stat().st_mtime
    ]
    for path in stale:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(stale)


if __name__ == "__main__":
    compile_all()
