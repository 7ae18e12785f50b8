"""One sentence for the buyer, derived from an order's three states and never stored.

A pure function over a table: the first row whose states fit gives the headline. `None` in a row
fits everything."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from orders.models.order import ClearanceState as C
from orders.models.order import FulfilmentState as F
from orders.models.order import PaymentState as P


@dataclass(frozen=True, slots=True)
class Headline:
    """`code` for programs and tests; `state` as badges have it: ok, wait, bad, info or ""."""

    code: str
    state: str
    title: str | Promise
    next: str | Promise  # what happens now, and what the buyer can do


def headline(payment, clearance, fulfilment, *, cancelled=False):
    """The headline of an order in these states (texts of the three `TextChoices`)."""
    for paid, cleared, moved, dead, line in TABLE:
        if (
            (paid is None or payment in paid)
            and (cleared is None or clearance in cleared)
            and (moved is None or fulfilment in moved)
            and (dead is None or dead == cancelled)
        ):
            return line
    raise AssertionError("the last row of the table fits everything")


def headline_of(order):
    line = headline(
        order.payment_state,
        order.clearance_state,
        order.fulfilment_state,
        cancelled=order.cancelled_at is not None,
    )
    return OF_EXPORTS.get(line.code, line) if order.is_export else line


REFUNDED = Headline(
    "refunded",
    "info",
    _("Refunded"),
    _("The refund is on its way to the original account; banks take up to five working days."),
)
EXPIRED = Headline(
    "expired",
    "",
    _("Not paid in time"),
    _(
        "The goods and your yearly allowance have been released. To order again, add them to "
        "your cart."
    ),
)
CANCELLED_UNPAID = Headline(
    "cancelled",
    "",
    _("Cancelled"),
    _("You have not been charged. The goods and your yearly allowance have been released."),
)
CANCELLED_PAID = Headline(
    "refunding",
    "wait",
    _("Cancelled, refund in progress"),
    _("The full amount is refunded to the original account, usually within minutes."),
)
AWAITING = Headline(
    "awaiting_payment",
    "wait",
    _("Awaiting your payment"),
    _("Goods, price and yearly allowance are reserved for you until the deadline."),
)
REJECTED = Headline(
    "rejected",
    "bad",
    _("Customs has rejected the declaration"),
    _("We are looking into the reason and will e-mail you. Your money is safe."),
)
CLEARANCE_CANCELLED = Headline(
    "clearance_cancelled",
    "info",
    _("Declaration withdrawn"),
    _("Customs has cancelled the declaration; the refund follows."),
)
RETURNED = Headline(
    "returned",
    "info",
    pgettext_lazy("order", "Returned"),
    _("The goods are back with the seller."),
)
DELIVERED = Headline(
    "delivered",
    "ok",
    _("Delivered"),
    _("Something wrong? You can return it within seven days of receipt."),
)
SHIPPED = Headline(
    "shipped", "ok", _("Released by customs, on its way to you"), _("The parcel has left the zone.")
)
READY = Headline(
    "ready",
    "ok",
    _("Ready for pick-up"),
    _("Bring your identity card and the pick-up code to the display center."),
)
RELEASED = Headline(
    "released",
    "ok",
    _("Released by customs"),
    _("Next, the parcel is handed to the carrier."),
)
UNDER_REVIEW = Headline(
    "under_review",
    "wait",
    _("Customs is reviewing your order"),
    _("An officer is comparing order, payment and parcel. You need not do anything."),
)
HELD = Headline(
    "held",
    "wait",
    _("Customs is inspecting or holding the goods"),
    _("Our clerks are in touch with customs and will notify you as soon as it has decided."),
)
DECLARED = Headline(
    "declared",
    "wait",
    _("Declared to customs"),
    _("Order, payment and parcel are with customs; release usually takes minutes."),
)
PAID = Headline(
    "paid",
    "ok",
    _("Paid"),
    _("We are declaring the order to customs."),
)

TABLE = (
    # payment, clearance, fulfilment, cancelled → headline
    ({P.REFUNDED}, None, {F.RETURNED}, None, RETURNED),
    ({P.REFUNDED}, None, None, None, REFUNDED),
    ({P.FAILED}, None, None, False, EXPIRED),
    ({P.FAILED, P.AWAITING}, None, None, True, CANCELLED_UNPAID),
    ({P.PAID, P.PARTLY_REFUNDED}, None, None, True, CANCELLED_PAID),
    ({P.AWAITING}, None, None, False, AWAITING),
    (None, {C.REJECTED}, None, None, REJECTED),
    (None, {C.CANCELLED}, None, None, CLEARANCE_CANCELLED),
    (None, None, {F.RETURNED}, None, RETURNED),
    (None, None, {F.DELIVERED}, None, DELIVERED),
    (None, None, {F.READY}, None, READY),
    (None, None, {F.SHIPPED}, None, SHIPPED),
    (None, {C.RELEASED}, None, None, RELEASED),
    (None, {C.UNDER_REVIEW}, None, None, UNDER_REVIEW),
    (None, {C.HELD}, None, None, HELD),
    (None, {C.SENT, C.RECEIVED}, None, None, DECLARED),
    (None, None, None, None, PAID),
)

# the same headlines for a seller whose goods leave the country
OF_EXPORTS = {
    line.code: line
    for line in (
        Headline(
            "awaiting_payment",
            "wait",
            _("Waiting for the money from abroad"),
            _("The goods are reserved. Note the payment as soon as it is on your account."),
        ),
        Headline("expired", "", _("Not paid in time"), _("The goods have been released.")),
        Headline("cancelled", "", _("Cancelled"), _("Not paid. The goods have been released.")),
        Headline("paid", "ok", _("Paid"), _("Next, order, payment and waybill are declared.")),
        Headline(
            "declared",
            "wait",
            _("Declared to customs"),
            _(
                "Once customs has the order, the payment and the waybill, the export list is "
                "declared."
            ),
        ),
        Headline(
            "released",
            "ok",
            _("Released by customs"),
            _("Next, the carrier takes the parcel out of the country."),
        ),
        Headline("shipped", "ok", _("Shipped abroad"), _("The parcel has left the zone.")),
        Headline("delivered", "ok", _("Arrived abroad"), ""),
    )
}
