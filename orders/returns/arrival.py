"""The goods are back in the zone they came from."""

from django.db import transaction
from django.utils import timezone

from catalog.actions import stock
from orders.limits import quota
from orders.models import Order, Return, ReturnLine, StockReservation
from orders.models.order import FulfilmentState
from orders.returns.bookings import book_price, settle
from orders.returns.customs import apply
from orders.returns.transitions import lines_of, locked_return, move_state, notify

State = Return.State


@transaction.atomic
def receive_back(goods_return, *, actor, on=None, sellable=False):
    """The goods are back in the zone they came from: the price goes back, and customs is notified
    if it was not before. True if this call took them in.

    on: the Beijing day they arrived, today unless a clerk notes it later; sellable: whole enough to
    stand on the shelf again. A day before the release, or one to come, is none."""
    goods_return = locked_return(goods_return)
    order, on = goods_return.order, on or timezone.localdate()
    rows = Return.objects.filter(pk=goods_return.pk, arrived_on=None).exclude(state=State.DECLINED)
    if not timezone.localdate(order.released_at) <= on <= timezone.localdate():
        return False
    if not rows.update(arrived_on=on):
        return False
    goods_return.arrived_on = on
    move_state(goods_return, State.RECEIVED, [State.REQUESTED])
    move_state(goods_return, State.ACCEPTED, [State.CLOSED])  # given up, and here after all
    if sellable:
        _back_on_the_shelf(goods_return, actor)
    _note_return_of_all(order)
    quota.lock_year(order)  # before the timeline takes the ledger's lock
    book_price(goods_return, actor)
    notify(goods_return, "return_received", actor, on=on.isoformat())
    if goods_return.state == State.RECEIVED:
        apply(goods_return, actor)
    settle(goods_return, actor)
    return True


def _back_on_the_shelf(goods_return, actor):
    pieces: dict[int, int] = {}
    for row in lines_of(goods_return):
        shipped = StockReservation.objects.filter(
            line=row.line, state=StockReservation.State.COMMITTED
        ).first()
        if shipped:
            pieces[shipped.record_id] = pieces.get(shipped.record_id, 0) + row.quantity
    if pieces:
        stock.receive_returned(pieces, reference=goods_return.number, actor=actor)


def _note_return_of_all(order):
    """The whole order is back: its fulfilment ends there."""
    arrived = ReturnLine.objects.filter(goods_return__order=order).exclude(
        goods_return__arrived_on=None
    )
    back: dict[int, int] = {}
    for line, quantity in arrived.values_list("line", "quantity"):
        back[line] = back.get(line, 0) + quantity
    if all(back.get(line.pk, 0) >= line.quantity for line in order.lines.all()):
        Order.objects.filter(
            pk=order.pk,
            fulfilment_state__in=[FulfilmentState.SHIPPED, FulfilmentState.DELIVERED],
        ).update(fulfilment_state=FulfilmentState.RETURNED)
