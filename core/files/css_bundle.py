"""One stylesheet for the browser, one file a component for us.

A finder of static files that puts the files of `static/css/` together as `css/components/site.css`:
a phone that meets the site through a shelf's code asks once instead of thirty times. It stands
beside the components so that their relative addresses stay true."""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME = "css/components/site.css"
# Order matters: tokens, then the ground, then components; later ones refine earlier ones.
FIRST = (
    "variables base masthead search tabbar button seal badge price product_card section ledger hero"
    " document chips form notice gallery product buybar meter timeline order stages pavilion stand"
    " plan center booth programme desk empty news footer"
)
# linked by their own pages alone; the bundle itself, once collected
APART = {"guide", "rehearsal", "next_edition", "site"}


def components():
    """The parts in order: those of FIRST, then any other component by name."""
    by_name = {path.stem: path for path in (settings.BASE_DIR / "static" / "css").rglob("*.css")}
    first = FIRST.split()
    rest = sorted(set(by_name) - set(first) - APART)
    return [by_name[name] for name in [*first, *rest]]


def write_bundle(into):
    """Writes the bundle below the folder `into` unless it is newer than all its parts."""
    target = Path(into) / NAME
    parts = components()
    if target.exists() and target.stat().st_mtime > max(part.stat().st_mtime for part in parts):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")  # several web processes may start at once
    fresh.write_text("".join(part.read_text("utf-8") for part in parts), "utf-8")
    fresh.replace(target)  # a reader meanwhile gets the old file whole
    return target


class CssBundleFinder(BaseFinder):
    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "sheets")

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False, **kwargs):
        if path != NAME:
            return []
        path = str(write_bundle(self.storage.location))
        return [path] if find_all else path

    def list(self, ignore_patterns):
        write_bundle(self.storage.location)
        yield NAME, self.storage
