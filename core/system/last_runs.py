"""When each periodic task last ended well, and when it last failed: rows beside the worker's
heartbeat, written by the worker."""

import logging
import time

from celery.signals import task_failure, task_success
from django.conf import settings
from django.db import DatabaseError

log = logging.getLogger(__name__)
RAN, FAILED = "ran:", "failed:"
PAUSE = 20  # seconds: some tasks run every three, and a row each would be written for nothing
_written: dict[str, float] = {}


def periodic_tasks():
    return sorted({entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()})


def last_runs(beats):
    """(task, last good run, last failed run or None) of those that have run. beats: moments of the
    heartbeats by name."""
    for task in periodic_tasks():
        if at := beats.get(RAN + task):
            yield task, at, beats.get(FAILED + task)


@task_success.connect(dispatch_uid="last runs")
def note_success(sender, **kwargs):
    note(RAN, sender)


@task_failure.connect(dispatch_uid="last runs")
def note_failure(sender, **kwargs):
    note(FAILED, sender)


def note(kind, task):
    name, now = kind + task.name, time.monotonic()
    if task.request.is_eager or task.name not in periodic_tasks():
        return
    if now - _written.get(name, -PAUSE) < PAUSE:
        return
    from core.models import Heartbeat  # Celery connects this before Django's apps are loaded

    try:
        Heartbeat.beat(name)
        _written[name] = now
    except DatabaseError as exc:  # the task itself is done
        log.warning("the run of %s could not be noted: %s", task.name, exc)
