"""A clerk agrees to a return: the buyer hears where the parcel goes to."""

from django.db import transaction
from django.utils import timezone

from orders.models import Return
from orders.returns.transitions import locked_return, notify


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
