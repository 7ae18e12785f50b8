"""A buyer's wish to send goods back, and a clerk's answer: where the parcel goes to, or no."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.errors import OrderActionError
from orders.models import Return, ReturnLine
from orders.models.order import FulfilmentState
from orders.returns.rules import pieces_left, why_not_return, why_not_without_reason
from orders.returns.transitions import locked, locked_return, move_state, notify

State = Return.State
MAX_RETURNS = 35  # of one order: the last place of the number


@transaction.atomic
def request_return(order, pieces, *, reason, comment="", actor=None, client_token=None):
    """A buyer's wish to send `pieces` ({line number: quantity}) back; the Return.

    client_token: of the form, if there was one; what it has requested already answers, so that a
    double click is one wish and a second form another. Raises OrderActionError with the reasons."""
    order = locked(order.pk)
    if client_token and (same := order.returns.filter(client_token=client_token).first()):
        return same
    wanted = {line: pieces[line.line] for line in order.lines.all() if pieces.get(line.line)}
    _check(order, wanted, reason)
    goods_return = Return.objects.create(
        number=_next_number(order),
        client_token=client_token,
        order=order,
        reason=reason,
        comment=comment[:200],
        actor=actor,
    )
    ReturnLine.objects.bulk_create(
        ReturnLine(goods_return=goods_return, line=line, quantity=quantity)
        for line, quantity in wanted.items()
    )
    notify(goods_return, "return_asked", actor)
    return goods_return


def _check(order, wanted, reason):
    if why_not := why_not_return(order):
        raise OrderActionError(why_not)
    if not wanted:
        raise OrderActionError(_("Choose what you want to return."))
    left = pieces_left(order)
    reasons = [
        _("Only %(left)s of “%(title)s” can still be returned.")
        % {"title": line.title, "left": left[line.pk]}
        for line, quantity in wanted.items()
        if not 0 < quantity <= left[line.pk]
    ]
    if reason == Return.Reason.NOT_TAKEN and order.fulfilment_state != FulfilmentState.SHIPPED:
        reasons.append(_("The parcel was signed for, so it can't be returned as refused."))
    if reason == Return.Reason.CHANGED_MIND and (why := why_not_without_reason(order, wanted)):
        reasons.append(why)
    if reasons:
        raise OrderActionError(*reasons)


def _next_number(order):
    turn = order.returns.count() + 1
    if turn > MAX_RETURNS:
        raise OrderActionError(_("This order has too many returns. Please contact us."))
    return f"R{order.number[1:]}"[:19] + "0123456789abcdefghijklmnopqrstuvwxyz"[turn]


@transaction.atomic
def agree(goods_return, *, actor, send_to):
    """Tell the buyer where the goods go to. True if this call did; an e-mail goes once more only
    for another place, and while the goods are still to come.

    send_to: addressee, telephone and address, at most 200 characters."""
    goods_return = locked_return(goods_return)
    if not send_to or send_to == goods_return.send_to or not goods_return.is_expected:
        return False
    goods_return.send_to = send_to
    goods_return.save(update_fields=["send_to"])
    notify(goods_return, "return_agreed", actor, at=timezone.now(), send_to=send_to)
    return True


def usual_return_address(order):
    """Where returned goods of the order's zone were sent to last time, for a clerk to take over."""
    earlier = Return.objects.filter(order__zone=order.zone_id).exclude(send_to="")
    return earlier.order_by("-pk").values_list("send_to", flat=True).first() or ""


@transaction.atomic
def decline(goods_return, *, actor, reason):
    """The goods don't come back, or not in a state to be taken. True if this call said so."""
    goods_return = locked_return(goods_return)
    if not move_state(goods_return, State.DECLINED, [State.REQUESTED], answer=reason[:200]):
        return False
    notify(goods_return, "return_declined", actor, reason=reason[:200])
    return True
