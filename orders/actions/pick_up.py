"""From the choice at checkout to the code in the buyer's hand (R-O2O-2, R-O2O-5). The hand-over
itself is `orders/actions/hand_over.py`."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models.zone import Mode
from centers.models import DisplayCenter
from core.background.batch import process_each
from orders import pickup_codes
from orders.emails.buyers import write_email
from orders.errors import OrderActionError
from orders.models import Order, Pickup
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState
from orders.timeline.events import record_event

State = FulfilmentState


def counters_for(parts, on=None):
    """Counters that may hand over at least one of the orders on a day. `parts`: anything with a
    zone and a mode, such as orders or the parts of a priced cart."""
    zones = {part.zone.pk for part in parts if part.mode == Mode.BONDED}
    if not zones:
        return []
    on = on or timezone.localdate()
    return list(DisplayCenter.objects.may_hand_over(on).filter(zone__in=zones).with_hours())


@transaction.atomic
def choose_counter(orders, center, on=None):
    """Those of the placed orders whose stock lies in the center's own zone are picked up there;
    the others are shipped. Returns the former; raises OrderActionError where there are none."""
    fitting = [order for order in orders if center.keeps_goods_of(order)]
    if not fitting or not center.allows_pick_up(on or timezone.localdate()):
        raise OrderActionError(
            _("These goods can't be picked up at this counter. Please choose again.")
        )
    Pickup.objects.bulk_create(Pickup(order=order, center=center) for order in fitting)
    return fitting


def ready_waiting(limit=100):
    """Make ready what customs has released; how many. A periodic task; the signal only starts it
    earlier."""
    waiting = Pickup.objects.waiting_for_code().order_by("pk").values_list("order", flat=True)
    return process_each(make_ready, Order.objects.filter(pk__in=list(waiting[:limit])))


@transaction.atomic
def make_ready(order):
    """Released goods wait at the counter: the first code is issued and e-mailed. True if
    this call did it."""
    if not Pickup.objects.waiting_for_code().filter(order=order).exists():
        return False
    # of the order's own columns alone: a join would make PostgreSQL judge an older picture of the
    # row, and two workers would both win
    rows = Order.objects.filter(
        pk=order.pk,
        fulfilment_state__in=[State.WAITING, State.PACKED],
        clearance_state=ClearanceState.RELEASED,
        payment_state__in=HOLDS_MONEY,
        cancelled_at=None,
    )
    if not rows.update(fulfilment_state=State.READY):
        return False
    order.fulfilment_state = State.READY
    pickup = _issue(Pickup.objects.get(order=order))
    write_email(order, "ready")
    record_event(
        order, "ready", center=pickup.center.code, expires_at=pickup.expires_at.isoformat()
    )
    return True


@transaction.atomic
def renew_code(order):
    """A new code for goods that still wait; the one before is worth nothing from now on. Raises
    OrderActionError before release and after the hand-over."""
    pickup = Pickup.objects.select_for_update(of=("self",)).filter(order=order).first()
    if pickup is None or not Pickup.objects.ready().filter(pk=pickup.pk).exists():
        raise OrderActionError(_("There is no pick-up code for this order now."))
    return _issue(pickup)


def _issue(pickup):
    now = timezone.now()
    serial = pickup.serial + 1
    issued = Pickup.objects.filter(pk=pickup.pk, serial=pickup.serial, used_at=None).update(
        serial=serial,
        code_hash=pickup_codes.hash_of(pickup_codes.code_of(pickup.pk, serial)),
        issued_at=now,
        expires_at=now + timedelta(hours=settings.PICKUP_CODE_HOURS),
    )
    if not issued:
        raise OrderActionError(_("There is no pick-up code for this order now."))
    pickup.refresh_from_db()
    return pickup
