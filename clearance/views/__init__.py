"""The clerk's pages. Clerks act; organizers may look."""

from clearance.views.document import correct_order, end_order, message, resend_message
from clearance.views.queues import (
    export,
    overview,
    receipt,
    resend_chosen,
    returns,
    transmission,
    unmatched,
)
from clearance.views.reconciliation import discrepancies, discrepancy, discrepancy_action, reconcile
from clearance.views.zones import zones

__all__ = [
    "correct_order",
    "discrepancies",
    "discrepancy",
    "discrepancy_action",
    "end_order",
    "export",
    "message",
    "overview",
    "receipt",
    "reconcile",
    "resend_chosen",
    "resend_message",
    "returns",
    "transmission",
    "unmatched",
    "zones",
]
