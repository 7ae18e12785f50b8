"""Goods leave the zone: packed, shipped, delivered. Only what customs has released leaves."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.emails.buyers import write_email
from orders.models import Order, Pickup, Shipment
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState
from orders.reservations import commit_stock
from orders.signals import order_delivered, send_on_commit
from orders.timeline.events import record_event

State = FulfilmentState


@transaction.atomic
def pack(order, *, at=None, actor=None):
    """The parcel is packed. True if this call changed it."""
    return _move(order, State.PACKED, [State.WAITING], at=at, actor=actor)


@transaction.atomic
def ship(order, *, carrier_code="", carrier_name="", waybill_number="", at=None, actor=None):
    """The parcel leaves the zone, and its pieces the warehouse's stock. True if this call did it;
    False before customs' release, when it has left already, when a counter hands it over, or when
    the money went back."""
    at = at or timezone.now()
    # R-O2O-5: goods for a counter leave only by its code
    if Pickup.objects.filter(order=order).exists():
        return False
    moved = _guarded(
        order,
        State.SHIPPED,
        [State.WAITING, State.PACKED],
        payment_state__in=HOLDS_MONEY,
        cancelled_at=None,
    )
    if not moved:
        return False
    commit_stock(order)
    # the carrier's waybill may have been noted before the parcel left
    parcel, _made = Shipment.objects.get_or_create(order=order)
    Shipment.objects.filter(pk=parcel.pk).update(
        carrier_code=carrier_code or parcel.carrier_code,
        carrier_name=carrier_name or parcel.carrier_name,
        waybill_number=waybill_number or parcel.waybill_number,
        shipped_at=at,
    )
    parcel.refresh_from_db()
    facts = {"carrier": parcel.carrier_name, "waybill": parcel.waybill_number}
    write_email(order, "shipped", **facts)
    record_event(order, "shipped", actor, at=at, **facts)
    return True


@transaction.atomic
def deliver(order, *, at=None, actor=None):
    """Signed for. True if this call changed it."""
    at = at or timezone.now()
    moved = _move(order, State.DELIVERED, [State.SHIPPED], at=at, actor=actor)
    if moved:
        Shipment.objects.filter(order=order).update(delivered_at=at)
        send_on_commit(order_delivered, order)
    return moved


@transaction.atomic
def signed_for(order, *, at):
    """The carrier says that the parcel was signed for; then it has left the zone too, whether that
    was noted or not. True if this call changed it."""
    ship(order, at=at)
    return deliver(order, at=at)


def why_not_moved(order):
    """Why the parcel did not leave the zone, or was not signed for, just now: one sentence."""
    order.refresh_from_db()
    if order.cancelled_at or order.payment_state not in HOLDS_MONEY:
        return _("This order was cancelled or refunded.")
    if order.clearance_state != ClearanceState.RELEASED:
        return _("Customs has not released this order.")
    if Pickup.objects.filter(order=order).exists():
        return _("A counter hands these goods over, against the pick-up code.")
    return _("Nothing was changed: the parcel is “%(state)s”.") % {
        "state": order.get_fulfilment_state_display()
    }


def _move(order, new, allowed_from, *, at, actor):
    moved = _guarded(order, new, allowed_from)
    if moved:
        record_event(order, str(new), actor, at=at)
    return moved


def _guarded(order, new, allowed_from, **also):
    """`also`: of the order's own columns; a join would let two on PostgreSQL both win."""
    rows = Order.objects.filter(pk=order.pk, fulfilment_state__in=allowed_from, **also)
    if new != State.PACKED:
        # packing may go ahead; leaving the zone before release would be smuggling
        rows = rows.filter(clearance_state=ClearanceState.RELEASED)
    moved = bool(rows.update(fulfilment_state=new))
    if moved:
        order.fulfilment_state = new
    return moved
