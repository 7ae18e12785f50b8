"""Stripe's kinds of events for a clerk (https://docs.stripe.com/api/events/types)."""

from django.utils.translation import gettext_lazy as _

FOR_A_CLERK = ("charge.dispute.", "radar.early_fraud_warning.", "review.")
REFUNDS = ("refund.", "charge.refund")
NOT_OURS = _("A payment that belongs to no order of ours, or does not match")
REFUND_NOT_OURS = _("A refund at the payment company that we did not request, or that failed")
LABELS = {  # the first prefix that fits
    "charge.dispute.": _("The bank disputes a payment"),
    "refund.": REFUND_NOT_OURS,
    "charge.refund": REFUND_NOT_OURS,
    "radar.": _("The payment company warns of fraud"),
    "payment_intent.": NOT_OURS,
    "charge.": NOT_OURS,
}


def event_label(kind):
    return next((label for prefix, label in LABELS.items() if kind.startswith(prefix)), "")
