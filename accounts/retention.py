"""How long personal data is kept: one table that people read in the admin and the worker obeys
nightly (R-KEEP-1, 2, R-PRIV-1, 6). Whatever else is known of people stays; notes that name nobody
have deadlines of their own (`search.tasks.forget_notes`).

An operation is named by its hook and called with the moment before which things are outdated; it
does its work in small transactions, may be killed and run again, and returns how many it ended."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

log = logging.getLogger(__name__)
THREE_YEARS = 3 * 366


@dataclass(frozen=True)
class RetentionRule:
    data: str
    days: int
    since: str  # the event that the days count from
    outcome: str
    rules: str
    operation: str  # the hook by which an app registers what does it


TABLE = (
    RetentionRule(
        _("Identity numbers, and where customs' documents name them"),
        90,
        _("the end of the person's last order: released, cancelled or never paid"),
        _("erased; the keyed hash and the masked form stay"),
        "R-PRIV-6, R-KEEP-2",
        "erase_identity_numbers",
    ),
    RetentionRule(
        _("Names, telephones and addresses of orders, customs' documents, payment records"),
        THREE_YEARS,
        _("the order's end, and no return or dispute under way"),
        _("erased; figures, digests and the ledger stay"),
        "R-KEEP-1, R-KEEP-2",
        "erase_people",
    ),
    RetentionRule(
        _("Mails to buyers"),
        180,
        _("the day they were sent"),
        _("deleted"),
        "R-PRIV-1",
        "delete_mails",
    ),
    RetentionRule(
        _("Enquiries to exhibitors, with the asker's address, the answers and the mails"),
        365,
        _("the day they were asked"),
        _("deleted"),
        "R-PRIV-1",
        "delete_enquiries",
    ),
    RetentionRule(
        _("News of saved searches"),
        30,
        _("the day they were written"),
        _("deleted"),
        "R-PRIV-1",
        "delete_saved_search_news",
    ),
    RetentionRule(
        _("Carts of visitors without an account"),
        30,
        _("their last change"),
        _("deleted"),
        "R-PRIV-1",
        "delete_guest_carts",
    ),
    RetentionRule(
        _("Sessions of visitors"),
        0,
        _("the day they run out"),
        _("deleted"),
        "R-PRIV-1",
        "delete_sessions",
    ),
)


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


def delete_sessions(before):
    return Session.objects.filter(expire_date__lt=before).delete()[0]
