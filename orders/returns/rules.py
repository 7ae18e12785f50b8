"""What may go back, until when, and what of it is money, tax and yearly limit. Reading only; the
actions stand beside it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.tax.allocation import part_of
from catalog.tax.limit_table import rules_on
from catalog.tax.returns import days_after_release, lateness
from core.files.texts import read_texts
from orders.models import Return, ReturnLine
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState

SEVEN_DAYS = 7  # R-SEVEN-1, from the day after receipt
SEVEN_DAY = "seven_day"
LEFT_THE_ZONE = (FulfilmentState.SHIPPED, FulfilmentState.DELIVERED, FulfilmentState.RETURNED)
ZERO = Decimal("0.00")
SELLER_LIABLE = (Return.Reason.FAULTY, Return.Reason.DAMAGED, Return.Reason.WRONG)


@dataclass(frozen=True, slots=True)
class ReturnDeadlines:
    """The last days, Beijing time, on which tax and yearly limit still come back (R-RET-2, 3)."""

    apply_by: date
    arrive_by: date


def deadlines_of(order):
    if order.is_export or not order.released_at:
        return None  # of an export no tax was charged, and no year used
    released = timezone.localdate(order.released_at)
    # the days of the law as it stood at release, not as it stands today
    rules = rules_on(released)
    return ReturnDeadlines(
        released + timedelta(days=rules.return_apply_days),
        released + timedelta(days=rules.return_arrive_days),
    )


def why_late(goods_return):
    """applied_late, arrived_late or "": by the two days on file, both of which must be known."""
    released = timezone.localdate(goods_return.order.released_at)
    reason = lateness(
        rules_on(released),
        applied_day=days_after_release(released, goods_return.applied_on),
        arrived_day=days_after_release(released, goods_return.arrived_on),
    )
    return str(reason or "")


def expected_until(goods_return):
    """The last Beijing day on which the parcel of a return is waited for: customs' own deadline
    (R-RET-2), which an export has not, and never less than RETURN_PARCEL_DAYS from the wish."""
    requested = timezone.localdate(goods_return.requested_at)
    requested += timedelta(days=settings.RETURN_PARCEL_DAYS)
    deadlines = deadlines_of(goods_return.order)
    return max(deadlines.arrive_by, requested) if deadlines else requested


def why_not_close(goods_return):
    """The sentence that stands against closing a return without its parcel, or ""."""
    if goods_return.state != Return.State.ACCEPTED or goods_return.arrived_on:
        return _(
            "Only a return that customs has accepted and whose goods have not arrived can "
            "be closed."
        )
    if timezone.localdate() <= (until := expected_until(goods_return)):
        return _("The parcel may still arrive, until %(day)s.") % {"day": until.isoformat()}
    return ""


def why_not_receive(goods_return):
    """The sentence that stands against taking its goods in, or "". A refused parcel comes back
    without anybody having agreed."""
    open_wish = goods_return.state == Return.State.REQUESTED and not goods_return.send_to
    if open_wish and goods_return.reason != Return.Reason.NOT_TAKEN:
        return _("Agree to this return first, with the address for the goods; or decline it.")
    return ""


def why_not_back_on(goods_return, on):
    """The sentence that stands against goods being back on this Beijing day, or ""."""
    if on > timezone.localdate():
        return _("%(day)s has not come yet.") % {"day": on.isoformat()}
    if on < (released := timezone.localdate(goods_return.order.released_at)):
        return _("The goods can't be back before their release on %(day)s.") % {
            "day": released.isoformat()
        }
    return ""


def why_unchanged(goods_return):
    """Why an action changed nothing though all that was typed is right: where the return stands
    by now."""
    goods_return.refresh_from_db()
    if goods_return.arrived_on:
        return _("Nothing was changed: the goods are back since %(day)s.") % {
            "day": goods_return.arrived_on.isoformat()
        }
    return _("Nothing was changed: the return is “%(state)s”.") % {
        "state": goods_return.get_state_display()
    }


def pieces_left(order):
    """{line pk: pieces not yet returned}; a declined return frees its pieces."""
    requested = dict(
        ReturnLine.objects.filter(
            goods_return__order=order, goods_return__in=Return.objects.counted()
        )
        .values("line")
        .annotate(pieces=Sum("quantity"))
        .values_list("line", "pieces")
    )
    return {line.pk: line.quantity - requested.get(line.pk, 0) for line in order.lines.all()}


def why_not_return(order):
    """The sentence that stands against sending goods back, or ""."""
    if order.cancelled_at or order.payment_state not in HOLDS_MONEY:
        return _("This order is already closed.")
    if order.clearance_state != ClearanceState.RELEASED:
        return _("Customs has not released this order, so there is nothing to return.")
    if order.fulfilment_state not in LEFT_THE_ZONE:
        if hasattr(order, "pickup"):
            return _("You have not picked up the goods yet. Once you have, you can return them.")
        return _(
            "The parcel has not left the zone yet. You can refuse it on delivery or return it."
        )
    if not any(pieces_left(order).values()):
        return _("A return has already been requested for everything in this order.")
    return ""


def why_not_without_reason(order, lines):
    """Seven days without a reason (R-SEVEN): the sentence that stands against it, or ""."""
    # without a day of receipt the seven days have not begun
    if (received := received_on(order)) and timezone.localdate() > received + timedelta(SEVEN_DAYS):
        return _(
            "The seven days after receipt have passed. Faulty, damaged or wrong goods can "
            "still be returned."
        )
    for line in lines:
        if line.return_policy != SEVEN_DAY:
            return _("No-reason return does not apply to “%(title)s”, as stated on its page.") % {
                "title": line.title
            }
    return ""


def received_on(order):
    """The Beijing day of signature or hand-over; None before the parcel has arrived."""
    shipment, pickup = getattr(order, "shipment", None), getattr(order, "pickup", None)
    moment = (shipment and shipment.delivered_at) or (pickup and pickup.used_at)
    return moment and timezone.localdate(moment)


def pro_rata(line, amount, *, booked, now):
    """What of a line's `amount` belongs to `now` more pieces (R-RET-4)."""
    return part_of(amount, of=line.quantity, before=booked, now=now)


def price_of(line, reason):
    """Yuan of a line that the price account gives back: the goods, less what points and vouchers
    paid of them; the transport to the buyer too where the seller is liable (R-SEVEN-1)."""
    order = line.order
    discount = ZERO
    if order.discount and order.goods_value:
        # vouchers paid a part: only what the buyer paid for these goods goes back
        discount = (order.discount * line.goods_value / order.goods_value).quantize(ZERO)
    price = line.goods_value - discount
    return price + line.freight + line.insurance if reason in SELLER_LIABLE else price


def booked_pieces(line, account):
    """Pieces of a line booked on an account so far: price_back, tax_back or quota_back."""
    rows = ReturnLine.objects.filter(line=line).exclude(**{account: None})
    return rows.aggregate(pieces=Sum("quantity"))["pieces"] or 0


def tax_due(order):
    """Yuan of tax that an order still bears: what was charged, less what went back, or will once
    the parcel of a return that customs has accepted is here (R-RET-2, R-TAX-15).

    Reads `returns` with `lines__line`, which a caller of many prefetches."""
    accepted = (Return.State.ACCEPTED,)
    running = [one for one in order.returns.all() if one.state in accepted and not one.late]
    rows = [row for goods_return in running for row in goods_return.lines.all()]
    back, pieces = ZERO, Counter[int]()
    for row in sorted(rows, key=lambda row: row.tax_back is None):  # what is booked comes first
        if row.tax_back is None:
            before = pieces[row.line_id]
            back += pro_rata(row.line, row.line.tax_total, booked=before, now=row.quantity)
        else:
            back += row.tax_back
        pieces[row.line_id] += row.quantity
    return order.tax_total - back


NEXT_STEPS = read_texts(__file__, "next_steps.yaml")


def next_step_text(goods_return):
    """Where a return stands, in a sentence for its buyer."""
    if goods_return.late:
        return str(NEXT_STEPS["late"][goods_return.late])
    if goods_return.send_to and goods_return.is_expected:
        return NEXT_STEPS["approved"] % {"place": goods_return.send_to}
    if goods_return.order.is_export:
        return str((NEXT_STEPS["imports"] | NEXT_STEPS["exports"])[goods_return.state])
    if goods_return.tax_booked_at:
        return str(NEXT_STEPS["settled"])
    return str(NEXT_STEPS["imports"][goods_return.state])


def days_left(goods_return, today=None):
    """Days to the deadline that runs: to apply, else for the goods to be back; None where
    none runs any more."""
    deadlines, today = deadlines_of(goods_return.order), today or timezone.localdate()
    if deadlines is None or goods_return.state in (Return.State.DECLINED, Return.State.CLOSED):
        return None
    if goods_return.state in (Return.State.REQUESTED, Return.State.RECEIVED):
        return (deadlines.apply_by - today).days
    return None if goods_return.arrived_on else (deadlines.arrive_by - today).days
