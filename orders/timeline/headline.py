"""One sentence for the buyer, derived from an order's three states and never stored.

A pure function over a table: the first row whose states fit gives the headline, whose texts are in
`headlines.yaml`. `None` in a row fits everything."""

from dataclasses import dataclass

from django.utils.functional import Promise

from core.files.texts import read_texts
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
    for paid, cleared, moved, dead, code in TABLE:
        if (
            (paid is None or payment in paid)
            and (cleared is None or clearance in cleared)
            and (moved is None or fulfilment in moved)
            and (dead is None or dead == cancelled)
        ):
            return HEADLINES[code]
    raise AssertionError("the last row of the table fits everything")


def headline_of(order):
    line = headline(
        order.payment_state,
        order.clearance_state,
        order.fulfilment_state,
        cancelled=order.cancelled_at is not None,
    )
    if line.code == "awaiting_payment" and order.is_overdue:
        # at once, whenever the periodic task comes to close it
        line = HEADLINES["overdue"]
    if order.is_export:
        return OF_EXPORTS.get(line.code, line)
    if line.code in OF_PICKUPS and hasattr(order, "pickup"):
        return OF_PICKUPS[line.code]
    return line


HEADLINES, OF_PICKUPS, OF_EXPORTS = (
    {code: Headline(code, **texts) for code, texts in part.items()}
    for part in read_texts(__file__, "headlines.yaml").values()
)


TABLE = (
    # payment, clearance, fulfilment, cancelled → headline
    ({P.REFUNDED}, None, {F.RETURNED}, None, "returned"),
    ({P.REFUNDED}, None, None, None, "refunded"),
    ({P.FAILED}, None, None, False, "expired"),
    ({P.FAILED, P.AWAITING}, None, None, True, "cancelled"),
    ({P.PAID, P.PARTLY_REFUNDED}, None, None, True, "refunding"),
    ({P.AWAITING}, None, None, False, "awaiting_payment"),
    (None, {C.REJECTED}, None, None, "rejected"),
    (None, {C.CANCELLED}, None, None, "clearance_cancelled"),
    (None, None, {F.RETURNED}, None, "returned"),
    (None, None, {F.DELIVERED}, None, "delivered"),
    (None, None, {F.READY}, None, "ready"),
    (None, None, {F.SHIPPED}, None, "shipped"),
    (None, {C.RELEASED}, None, None, "released"),
    (None, {C.UNDER_REVIEW}, None, None, "under_review"),
    (None, {C.HELD}, None, None, "held"),
    (None, {C.SENT, C.RECEIVED}, None, None, "declared"),
    (None, None, None, None, "paid"),
)
