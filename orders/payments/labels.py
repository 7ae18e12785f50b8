"""A notification's text for clerks: what happened, and what is known of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from orders.payments.registry import all_gateways

EVENT_LABELS = {
    "money_late": _("Payment arrived after the order expired, and the goods were gone"),
    "money_twice": _("A paid order was paid again"),
    "money_cancelled": _("Payment arrived for a cancelled order"),
    "money_differs": _("A payment does not match what was requested"),
    "unknown_money": _("The payment firm lists money that no order of ours expected"),
    "unknown_refund": _("The payment company lists a refund that is not complete in our records"),
    "money_not_listed": _("Our records have a payment that the payment company does not list"),
    "refund_not_listed": _(
        "Our records have a completed refund that the payment company does not list"
    ),
    "transfer.second": _("A second bank transfer arrived with the same reference"),
    "payer_differs": _("The payer is not the orderer: customs will reject it"),
}
OUT_OF_REACH = _(
    "The payment company is not responding at the moment. Nothing is lost: if you have been "
    "charged, we will detect it automatically. Please try again in a minute."
)


def event_label(event):
    own = (gw.event_label(event.kind) for gw in all_gateways() if gw.provider == event.provider)
    label = EVENT_LABELS.get(event.kind) or next(own, "")
    return label or _("Notice from the payment company")


def event_details(event):
    """What a clerk must know besides; empty when the label says it all."""
    payload = event.payload
    if event.kind == "money_differs":
        return gettext("Due: %(asked)s. Received: %(came)s.") % payload
    if event.kind in ("money_late", "money_twice", "money_cancelled"):
        return gettext("%(amount)s yuan are refunded automatically.") % payload
    if event.kind == "transfer.second":
        return (
            gettext("Refund %(amount)s yuan to %(payer_name)s by hand, then record it here.")
            % payload
        )
    return event.outcome if event.outcome.startswith("the provider says") else ""
