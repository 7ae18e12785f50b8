"""When the payment provider last answered, and when it last could not be reached: noted by whatever
calls it, so that those who watch the site need not call it themselves."""

import logging
import time

from django.db import DatabaseError

from core.models import Heartbeat

log = logging.getLogger(__name__)
ANSWERED, UNREACHABLE = "payments answered", "payments unreachable"
PAUSE = 20  # seconds: a row for every payment would be written for nothing
_written: dict[str, float] = {}


def note(name):
    """name: ANSWERED or UNREACHABLE."""
    now = time.monotonic()
    if now - _written.get(name, -PAUSE) < PAUSE:
        return
    _written[name] = now
    try:
        Heartbeat.beat(name)
    except DatabaseError as exc:  # the payment itself goes on
        log.warning("it could not be noted that the provider %s: %s", name, exc)
