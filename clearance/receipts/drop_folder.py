"""Receipts that the client software puts into a folder: taken in, then moved to done/ or error/."""

import os
import stat
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from django.conf import settings

from clearance.receipts.intake import MAX_RECEIPT_BYTES, read_receipt, receive
from core.background.batch import process_each

AT_ONCE = 500


def collect(limit=AT_ONCE):
    """Take in what lies in `in/`, by name; how many files were on file afterwards.

    A file killed half-way lies there still, and is recognized by its digest. Half-written files
    must have another ending than .xml until they are whole."""
    folder = Path(settings.CLEARANCE_DROP_DIR) / "in"
    if not folder.is_dir():
        return 0
    return process_each(take_in, sorted(folder.glob("*.xml"))[:limit])


def take_in(path):
    content = content_of(path)
    if content is not None:
        receipt, _new = receive(content, "file")
        move_to(path, "done")
        read_receipt(receipt.pk)
        return True
    move_to(path, "error")
    return False


def content_of(path):
    """The bytes; None for what is no plain file, or too large. No link is followed: it could lead
    to a file that is nobody's receipt."""
    try:
        # without O_NONBLOCK a named pipe would wait for its writer for ever
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(MAX_RECEIPT_BYTES + 1)
    finally:
        os.close(handle)
    return content if len(content) <= MAX_RECEIPT_BYTES else None


def move_to(path, name):
    folder = path.parent / name
    folder.mkdir(exist_ok=True)
    with suppress(FileNotFoundError):  # another worker was faster; the receipt is on file once
        os.replace(path, free_place(folder, path.name))


def free_place(folder, name):
    """What lies in error/ is on file nowhere else, so nothing takes its place; and what a folder
    of the same name keeps from being moved would be taken up again at every run."""
    names = chain([name], (f"{name}.{again}" for again in count(2)))
    return next(place for one in names if not os.path.lexists(place := folder / one))
