"""The clerk's pages. Clerks act; organizers may look."""

from clearance.views.document import correct_order, end_order, message, resend
from clearance.views.queues import (
    export,
    overview,
    receipt,
    resend_chosen,
    returns,
    strays,
    transmission,
)
from clearance.views.reconciliation import discrepancies, discrepancy, discrepancy_deed, reconcile
from clearance.views.zones import zones

__all__ = [
    "correct_order",
    "discrepancies",
    "discrepancy",
    "discrepancy_deed",
    "end_order",
    "export",
    "message",
    "overview",
    "receipt",
    "reconcile",
    "resend",
    "resend_chosen",
    "returns",
    "strays",
    "transmission",
    "zones",
]
