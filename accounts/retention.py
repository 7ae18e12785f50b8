"""How long personal data is kept: one table, `retention.yaml`, that people read in the admin and
the worker obeys nightly (R-KEEP-1, 2, R-PRIV-1, 6). Whatever else is known of people stays; notes
that name nobody have deadlines of their own (`search.tasks.forget_notes`).

An operation is named by its hook and called with the moment before which things are outdated; it
does its work in small transactions, may be killed and run again, and returns how many it ended."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from wagtail import hooks

from core.files.texts import read_texts

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RetentionRule:
    data: str
    days: int
    since: str  # the event that the days count from
    outcome: str
    rules: str
    operation: str  # the hook by which an app registers what does it


TABLE = [RetentionRule(**row) for row in read_texts(__file__, "retention.yaml")]


def forget_outdated(now=None):
    """Do what the table says; (row, number ended) for each. An operation that fails keeps none of
    the others from theirs: its number is None, and the next night tries again."""
    now = now or timezone.now()
    done = []
    for row in TABLE:
        try:
            [operation] = hooks.get_hooks(row.operation)
            ended = operation(now - timedelta(days=row.days))
        except Exception:  # one app's error keeps no other's data longer; logged, and exit 1
            log.exception("%s did not end what is outdated", row.operation)
            ended = None
        done.append((row, ended))
    return done
