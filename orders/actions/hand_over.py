"""Handing goods over at a counter: once, against code and identity card, in the zone alone."""

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from orders.errors import OrderActionError
from orders.models import Order, Pickup
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState
from orders.reservations import commit_stock
from orders.timeline.events import record_event


def why_not_hand_over(pickup, center, now=None):
    """Sentences for the person at the counter; none if the goods may be handed over there now.

    pickup: what the code led to, or None."""
    now = now or timezone.now()
    if pickup is None:
        return [_("Unknown code. Ask the buyer to open the order page and show the latest one.")]
    # says only where to go: the order itself is none of this counter's business
    if pickup.center_id != center.pk:
        return [
            _("This order is picked up at another counter: %(center)s.")
            % {"center": pickup.center.name}
        ]
    if pickup.used_at:
        at = date_format(timezone.localtime(pickup.used_at), "Y-m-d H:i")
        return [_("Already handed over on %(at)s.") % {"at": at}]
    return _about_the_order(pickup.order) + _about_today(pickup, center, now)


def _about_the_order(order):
    if order.clearance_state != ClearanceState.RELEASED:
        return [_("Customs has not released this order.")]
    if order.payment_state not in HOLDS_MONEY or order.cancelled_at:
        return [_("This order was cancelled or refunded.")]
    if order.fulfilment_state != FulfilmentState.READY:
        return [_("This order is not ready for pick-up.")]
    return []


def _about_today(pickup, center, now):
    reasons = []
    if not center.allows_pick_up(timezone.localdate(now)):
        reasons.append(_("The customs approval of this counter is not valid today."))
    if not pickup.is_open(now):
        reasons.append(_("This code has expired. The buyer can get a new one on the order page."))
    return reasons


def _why_not_after_all(pickup, center, *, delivered):
    """What somebody else did, or the clock, between the look and the press. delivered: the order
    was ready still, and has been changed by this very transaction."""
    scanned = pickup.code_hash
    now = Pickup.objects.select_related("order", "center").get(pk=pickup.pk)
    if now.code_hash != scanned:
        return [_("The code has just been renewed. Ask the buyer for the latest one.")]
    if delivered:
        now.order.fulfilment_state = FulfilmentState.READY
    return why_not_hand_over(now, center) or [_("Somebody else is changing this order. Try again.")]


@transaction.atomic
def hand_over(pickup, *, center, staff, id_shown):
    """Goods go to their orderer (R-O2O-5). Raises OrderActionError with the reasons; of two people
    who try at once one succeeds.

    center: where the staff member serves; id_shown: the orderer's own identity card was seen."""
    reasons = why_not_hand_over(pickup, center)
    if not reasons and not id_shown:
        reasons = [_("Check the orderer's identity card first: name and number must match.")]
    if reasons:
        raise OrderActionError(*reasons)
    now, order = timezone.now(), pickup.order
    # checked once more in the UPDATE: the reasons above were read without a lock
    delivered = Order.objects.filter(
        pk=order.pk,
        fulfilment_state=FulfilmentState.READY,
        clearance_state=ClearanceState.RELEASED,
        payment_state__in=HOLDS_MONEY,
        cancelled_at=None,
    ).update(fulfilment_state=FulfilmentState.DELIVERED)
    used = delivered and Pickup.objects.filter(
        # the hash again: a renewed code makes the one just scanned worthless
        pk=pickup.pk,
        center=center,
        code_hash=pickup.code_hash,
        used_at=None,
        expires_at__gt=now,
    ).update(used_at=now, staff=staff, id_shown=True)
    if not used:
        # the exception undoes the order's change too
        raise OrderActionError(*_why_not_after_all(pickup, center, delivered=delivered))
    pickup.refresh_from_db()
    order.refresh_from_db()
    commit_stock(order)
    record_event(
        order, "handed_over", staff, at=now, center=center.code, code=pickup.serial, id_shown=True
    )
    return order
