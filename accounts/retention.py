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
        _("Identity numbers, also in customs documents"),
        90,
        _("end of the person's last order (released, cancelled or not paid)"),
        _("erased; the keyed hash and the masked form are kept"),
        "R-PRIV-6, R-KEEP-2",
        "erase_identity_numbers",
    ),
    RetentionRule(
        _(
            "Names, telephone numbers and addresses in orders, customs documents and payment "
            "records"
        ),
        THREE_YEARS,
        _("end of the order, with no return or dispute under way"),
        _("erased; amounts, digests and the ledger are kept"),
        "R-KEEP-1, R-KEEP-2",
        "erase_people",
    ),
    RetentionRule(
        _("E-mails to buyers"),
        180,
        _("date sent"),
        _("deleted"),
        "R-PRIV-1",
        "delete_emails",
    ),
    RetentionRule(
        _("Enquiries to exhibitors, with the sender's address, the answers and the e-mails"),
        365,
        _("date of the enquiry"),
        _("deleted"),
        "R-PRIV-1",
        "delete_enquiries",
    ),
    RetentionRule(
        _("Alerts for saved searches"),
        30,
        _("date written"),
        _("deleted"),
        "R-PRIV-1",
        "delete_saved_search_news",
    ),
    RetentionRule(
        _("Carts of visitors without an account"),
        30,
        _("last change"),
        _("deleted"),
        "R-PRIV-1",
        "delete_guest_carts",
    ),
    RetentionRule(
        _("Sessions of visitors"),
        0,
        _("expiry date"),
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
