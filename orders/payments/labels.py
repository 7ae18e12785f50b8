"""A notification's text for clerks: what happened, and what is known of it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.files.texts import read_texts
from orders.payments.registry import all_gateways

EVENT_LABELS = read_texts(__file__, "labels.yaml")
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
