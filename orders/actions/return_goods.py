"""Goods on their way back: asked for, received, applied for with customs, settled. Each deed is
guarded by the return's own state, so a double click or two clerks change nothing twice.

Price, tax and yearly limit are booked apart (R-RET-5): the price once the goods are here, tax and
limit once customs has accepted, and only where both clocks were kept (R-RET-2)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from catalog import stock
from catalog.tax import rules_on
from expo.sweeping import each
from orders import quota
from orders.actions.refund import ask_refund, refundable
from orders.mails import write_mail
from orders.models import Order, Return, ReturnLine, StockReservation
from orders.models.order import FulfilmentState
from orders.reserving import Refused
from orders.returning import (
    ZERO,
    booked_pieces,
    days_left,
    pieces_left,
    price_of,
    share,
    why_late,
    why_not_return,
    why_not_without_reason,
)
from orders.signals import return_to_apply, send_on_commit
from orders.timeline import note

State = Return.State
# kept in English, so that each reader gets them in their own language
PRICE_BACK, TAX_BACK = later("Price of returned goods."), later("Tax of returned goods.")
APPLY_WITH = 2  # days left when customs is told, though the goods are not here yet
SOONEST_CLOCK = 20  # days after release before which no clock can be running out
MOST_RETURNS = 35  # of one order: the last place of the number


@transaction.atomic
def ask_return(order, pieces, *, reason, words="", actor=None):
    """A buyer's wish to send `pieces` ({line number: quantity}) back; the Return.

    Raises Refused with the reasons. Asked again with the very same pieces, the open one answers."""
    order = locked(order.pk)
    wanted = {line: pieces[line.line] for line in order.lines.all() if pieces.get(line.line)}
    if same := _same_request(order, wanted):
        return same
    _check(order, wanted, reason)
    goods_return = Return.objects.create(
        number=_next_number(order), order=order, reason=reason, words=words[:200], actor=actor
    )
    ReturnLine.objects.bulk_create(
        ReturnLine(goods_return=goods_return, line=line, quantity=quantity)
        for line, quantity in wanted.items()
    )
    _tell(goods_return, "return_asked", actor)
    return goods_return


def locked(order_id):
    return (
        Order.objects.select_for_update(of=("self",))
        .select_related("group__user", "buyer")
        .get(pk=order_id)
    )


def _same_request(order, wanted):
    for one in order.returns.filter(state=State.ASKED).prefetch_related("lines"):
        if {row.line_id: row.quantity for row in one.lines.all()} == {
            line.pk: quantity for line, quantity in wanted.items()
        }:
            return one
    return None


def _check(order, wanted, reason):
    if why_not := why_not_return(order):
        raise Refused([why_not])
    if not wanted:
        raise Refused([_("Choose what you want to send back.")])
    left = pieces_left(order)
    reasons = [
        _("Of “%(title)s” only %(left)s can be sent back.")
        % {"title": line.title, "left": left[line.pk]}
        for line, quantity in wanted.items()
        if not 0 < quantity <= left[line.pk]
    ]
    if reason == Return.Reason.NOT_TAKEN and order.fulfilment_state != FulfilmentState.SHIPPED:
        reasons.append(_("The parcel was signed for, so it can't be one that was not accepted."))
    if reason == Return.Reason.CHANGED_MIND and (why := why_not_without_reason(order, wanted)):
        reasons.append(why)
    if reasons:
        raise Refused(reasons)


def _next_number(order):
    turn = order.returns.count() + 1
    if turn > MOST_RETURNS:
        raise Refused([_("This order has too many returns. Please write to us.")])
    return f"R{order.number[1:]}"[:19] + "0123456789abcdefghijklmnopqrstuvwxyz"[turn]


@transaction.atomic
def decline(goods_return, *, actor, words):
    """The goods don't come back, or not in a state to be taken. True if this call said so."""
    goods_return = _locked_return(goods_return)
    if not _move(goods_return, State.DECLINED, [State.ASKED], answer=words[:200]):
        return False
    _tell(goods_return, "return_declined", actor, reason=words[:200])
    return True


@transaction.atomic
def receive_back(goods_return, *, actor, on=None, sellable=False):
    """The goods are back in the zone they came from: the price goes back, and customs is told if it
    was not before. True if this call took them in.

    on: the Beijing day they arrived, today unless a clerk notes it later; sellable: whole enough to
    stand on the shelf again. A day before the release, or one to come, is none."""
    goods_return = _locked_return(goods_return)
    order, on = goods_return.order, on or timezone.localdate()
    mine = Return.objects.filter(pk=goods_return.pk, arrived_on=None).exclude(state=State.DECLINED)
    if not timezone.localdate(order.released_at) <= on <= timezone.localdate():
        return False
    if not mine.update(arrived_on=on):
        return False
    goods_return.arrived_on = on
    _move(goods_return, State.RECEIVED, [State.ASKED])
    if sellable:
        _back_on_the_shelf(goods_return, actor)
    _note_return_of_all(order)
    quota.queue_up(order)  # before the diary takes the ledger
    _book_price(goods_return, actor)
    _tell(goods_return, "return_received", actor, on=on.isoformat())
    if goods_return.state == State.RECEIVED:
        _apply(goods_return, actor)
    _settle(goods_return, actor)
    return True


def apply_in_time(limit=200):
    """The sweep: returns whose parcel is still on its way while the days to apply run out, the
    nearest end first. Those whose days are over wait for a clerk, and in nobody's way."""
    now, days = timezone.now(), rules_on(timezone.localdate()).return_apply_days
    running = (now - timedelta(days=days + 1), now - timedelta(days=SOONEST_CLOCK))
    asked = Return.objects.filter(state=State.ASKED, order__released_at__range=running)
    asked = asked.select_related("order").order_by("order__released_at", "pk")[:limit]
    return each(_apply_if_urgent, list(asked))


def _apply_if_urgent(goods_return):
    left = days_left(goods_return)
    return (
        left is not None and 0 <= left <= APPLY_WITH and apply_to_customs(goods_return, actor=None)
    )


@transaction.atomic
def apply_to_customs(goods_return, *, actor):
    """Have customs told before the goods are here: the 30 days run from the release. True if this
    call asked for it."""
    return _apply(_locked_return(goods_return), actor)


def _apply(goods_return, actor):
    if not _move(goods_return, State.APPLYING, [State.ASKED, State.RECEIVED]):
        return False
    note(goods_return.order, "return_applied", actor, number=goods_return.number)
    send_on_commit(return_to_apply, goods_return.order)
    return True


@transaction.atomic
def customs_accepts(goods_return, *, applied_on, at):
    """Customs has taken the return back (CEB626). True if this call heard it first."""
    goods_return = _locked_return(goods_return)
    open_states = [State.ASKED, State.RECEIVED, State.APPLYING, State.REFUSED]
    if not _move(goods_return, State.ACCEPTED, open_states, applied_on=applied_on, answer=""):
        return False
    quota.queue_up(goods_return.order)
    note(goods_return.order, "return_accepted", at=at, number=goods_return.number)
    _settle(goods_return, None)
    return True


@transaction.atomic
def customs_refuses(goods_return, *, words, at):
    """Customs does not take it, for now: a clerk puts the application right."""
    goods_return = _locked_return(goods_return)
    if not _move(goods_return, State.REFUSED, [State.APPLYING], answer=words[:200]):
        return False
    _tell(goods_return, "return_refused", None, at=at, reason=words[:200])
    return True


@transaction.atomic
def applied_again(goods_return):
    """A clerk has sent the application once more."""
    return _move(_locked_return(goods_return), State.APPLYING, [State.REFUSED])


def _locked_return(goods_return):
    """Locks as everywhere: the order first."""
    order = locked(goods_return.order_id)
    found = Return.objects.select_for_update(of=("self",)).get(pk=goods_return.pk)
    found.order = order
    return found


def _move(goods_return, new, allowed_from, **changes):
    rows = Return.objects.filter(pk=goods_return.pk, state__in=allowed_from)
    if not rows.update(state=new, **changes):
        return False
    for name, value in {"state": new, **changes}.items():
        setattr(goods_return, name, value)
    return True


def _lines(goods_return):
    return goods_return.lines.select_related("line__order").order_by("line__line")


def _book_price(goods_return, actor):
    if not Return.objects.filter(pk=goods_return.pk, price_booked_at=None).update(
        price_booked_at=timezone.now()
    ):
        return
    total = ZERO
    for row in _lines(goods_return):
        whole = price_of(row.line, goods_return.reason)
        booked = booked_pieces(row.line, "price_back")
        row.price_back = share(row.line, whole, booked=booked, now=row.quantity)
        row.save(update_fields=["price_back"])
        total += row.price_back
    _refund(goods_return, total, actor, PRICE_BACK)


def _settle(goods_return, actor):
    """Tax and yearly limit, once customs has accepted and the goods are here."""
    if goods_return.state != State.ACCEPTED or not goods_return.arrived_on:
        return
    late = why_late(goods_return)
    mine = Return.objects.filter(pk=goods_return.pk, tax_booked_at=None)
    if not mine.update(tax_booked_at=timezone.now(), late=late):
        return
    goods_return.late = late
    tax = limit = ZERO
    for row in _lines(goods_return):
        row.tax_back, row.quota_back = _tax_and_limit(row, late)
        row.save(update_fields=["tax_back", "quota_back"])
        tax, limit = tax + (row.tax_back or ZERO), limit + (row.quota_back or ZERO)
    if limit > 0:
        quota.give_back(goods_return.order, limit)
    _refund(goods_return, tax, actor, TAX_BACK)
    kind = f"return_{late}" if late else "return_settled"
    _tell(goods_return, kind, actor, tax=str(tax), limit=str(limit))


def _tax_and_limit(row, late):
    """Of a late return nothing is booked, so that its pieces leave the running total alone."""
    if late:
        return None, None
    line = row.line
    return (
        share(line, line.tax_total, booked=booked_pieces(line, "tax_back"), now=row.quantity),
        share(
            line, line.dutiable_value, booked=booked_pieces(line, "quota_back"), now=row.quantity
        ),
    )


def _refund(goods_return, amount, actor, reason):
    """Never more than what is left of the payment: a clerk may have returned some by hand."""
    order = goods_return.order
    amount = min(amount, refundable(order))
    if amount > 0:
        ask_refund(order, amount=amount, reason=reason, actor=actor)


def _back_on_the_shelf(goods_return, actor):
    pieces = {}
    for row in _lines(goods_return):
        held = StockReservation.objects.filter(
            line=row.line, state=StockReservation.State.COMMITTED
        ).first()
        if held:
            pieces[held.record_id] = pieces.get(held.record_id, 0) + row.quantity
    if pieces:
        stock.take_back(pieces, reference=goods_return.number, actor=actor)


def _note_return_of_all(order):
    """The whole order is back: its fulfilment ends there."""
    arrived = ReturnLine.objects.filter(goods_return__order=order).exclude(
        goods_return__arrived_on=None
    )
    back = {}
    for line, quantity in arrived.values_list("line", "quantity"):
        back[line] = back.get(line, 0) + quantity
    if all(back.get(line.pk, 0) >= line.quantity for line in order.lines.all()):
        Order.objects.filter(
            pk=order.pk,
            fulfilment_state__in=[FulfilmentState.SHIPPED, FulfilmentState.DELIVERED],
        ).update(fulfilment_state=FulfilmentState.RETURNED)


def _tell(goods_return, kind, actor, *, at=None, **facts):
    """Mail and diary; the diary last, as everywhere."""
    step = kind.removeprefix("return_")
    again = f"{goods_return.number}:{step}" + (f":{at.isoformat()}" if at else "")
    write_mail(goods_return.order, "return", again=again, step=step, **facts)
    note(goods_return.order, kind, actor, at=at, number=goods_return.number, **facts)
