"""Starting a task as soon as a transaction has committed: best effort only. The guarantee is a row
that waits and a periodic task that looks for such rows, so a broker that is down loses nothing."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import KombuError, OperationalError

log = logging.getLogger(__name__)


def enqueue_on_commit(task, *args):
    """Queue `task` when the caller's transaction commits; an unreachable broker is only logged.

    task: a task, or its name where its module imports the caller's. The app's `ready` then imports
    that module, so that every process knows the name; raises NotRegistered for an unknown one."""
    if isinstance(task, str):
        task = current_app.tasks[task]
    transaction.on_commit(lambda: _enqueue(task, args), robust=True)


def _enqueue(task, args):
    try:
        # expires: after a minute the periodic task has done this work already
        task.apply_async(args, retry=False, expires=60)
    except (OperationalError, KombuError, OSError) as exc:
        log.warning("%s was not queued and waits for its periodic run: %s", task.name, exc)
