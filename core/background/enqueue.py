"""A task asked for after commit. The waiting row is the promise, this only makes it prompt: with
the broker down the deed stands, and the sweep finds the row."""

import logging

from django.db import transaction
from kombu.exceptions import KombuError, OperationalError

log = logging.getLogger(__name__)


def nudge(task, *args):
    """Queue `task` once the caller's transaction stands; a broker out of reach is logged."""
    transaction.on_commit(lambda: _queue(task, args), robust=True)


def _queue(task, args):
    try:
        task.apply_async(args, retry=False, expires=60)
    except (OperationalError, KombuError, OSError) as fault:
        log.warning("%s is left to the sweep: %s", task.name, fault)
