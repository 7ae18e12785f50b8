"""A message, a transmission or a receipt as it is, identity numbers and all: for a clerk, with a
reason, and never without a trace (R-KEEP-2, R-PRIV-6)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clearance.models import Batch, Message, Receipt
from core.groups import CLERKS
from evidence import actions as evidence
from orders.errors import OrderActionError
from orders.identity.numbers import mask_within

SOURCES = {"message": Message, "transmission": Batch, "receipt": Receipt}
LEAST_REASON, LONGEST_REASON = 4, 200


@transaction.atomic
def look_whole(row, *, actor, reason):
    """The bytes of a row of SOURCES, once the ledger has who looked, as what and why.

    Raises OrderActionError without a reason of some words, or where nothing is kept any more."""
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if len(reason) < LEAST_REASON:
        raise OrderActionError(_("Please say why you need the numbers in full."))
    if not row.content:
        raise OrderActionError(_("Its content is no longer kept."))
    evidence.record(
        subject=subject_of(row),
        kind="seen whole",
        payload={
            "document": name_of(row),
            "digest": row.digest,
            "role": CLERKS,
            # a number typed here would stand in the ledger for ever
            "reason": mask_within(reason, timezone.localdate()),
        },
        actor=actor,
    )
    return bytes(row.content)


def subject_of(row):
    """Whose history in the ledger it belongs to."""
    if isinstance(row, Message):
        return row.subject
    return f"receipt {row.digest[:16]}" if isinstance(row, Receipt) else f"transmission {row.name}"


def name_of(row):
    if isinstance(row, Message):
        return f"CEB{row.kind} {row.business_key} v{row.version}"
    return f"receipt {row.digest[:12]}" if isinstance(row, Receipt) else row.name
