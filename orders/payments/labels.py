"""A notification's text for clerks: what happened, and what is known of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orders.payments.registry import all_gateways

EVENT_LABELS = {
    "money_late": _("Money came after the order had run out, and the goods were gone"),
    "money_twice": _("A paid order was paid again"),
    "money_cancelled": _("Money came for an order that was cancelled"),
    "money_differs": _("A payment does not match what was requested"),
    "unknown_money": _("The payment firm lists money that no order of ours expected"),
    "unknown_refund": _("The payment firm lists a refund that our books do not know as done"),
    "money_not_listed": _("Our books have a payment that the payment firm does not list"),
    "refund_not_listed": _("Our books have a refund as done that the payment firm does not list"),
    "transfer.second": _("A second bank transfer came under one reference"),
    "payer_differs": _("The payer's name is not the orderer's: customs will reject it"),
}
OUT_OF_REACH = _(
    "The payment firm does not answer at the moment. Nothing is lost: if money has moved, we"
    " find it by ourselves. Please try again in a minute."
)


def event_label(event):
    own = (gw.event_label(event.kind) for gw in all_gateways() if gw.provider == event.provider)
    label = EVENT_LABELS.get(event.kind) or next(own, "")
    return label or _("A notice of the payment firm")


def event_details(event):
    """What a clerk must know besides; empty when the label says it all."""
    payload = event.payload
    if event.kind == "money_differs":
        return gettext("Asked: %(asked)s. Came: %(came)s.") % payload
    if event.kind in ("money_late", "money_twice", "money_cancelled"):
        return gettext("%(amount)s yuan go back by themselves.") % payload
    if event.kind == "transfer.second":
        return (
            gettext("Pay %(amount)s yuan back to %(payer_name)s by hand, then note it.") % payload
        )
    return event.outcome if event.outcome.startswith("the provider says") else ""
