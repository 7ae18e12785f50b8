"""What every action on a return needs: the locks, the guarded change of state, e-mail and event."""

from orders.emails.buyers import write_email
from orders.models import Order, Return
from orders.timeline.events import record_event


def locked(order_id):
    return (
        Order.objects.select_for_update(of=("self",))
        .select_related("group__user", "buyer")
        .get(pk=order_id)
    )


def locked_return(goods_return):
    """Locks as everywhere: the order first."""
    order = locked(goods_return.order_id)
    locked_row = Return.objects.select_for_update(of=("self",)).get(pk=goods_return.pk)
    locked_row.order = order
    return locked_row


def move_state(goods_return, new, allowed_from, **changes):
    rows = Return.objects.filter(pk=goods_return.pk, state__in=allowed_from)
    if not rows.update(state=new, **changes):
        return False
    for name, value in {"state": new, **changes}.items():
        setattr(goods_return, name, value)
    return True


def lines_of(goods_return):
    return goods_return.lines.select_related("line__order").order_by("line__line")


def notify(goods_return, kind, actor, *, at=None, **facts):
    """E-mail and event; the event last, for it takes the ledger's lock."""
    step = kind.removeprefix("return_")
    again = f"{goods_return.number}:{step}" + (f":{at.isoformat()}" if at else "")
    write_email(goods_return.order, "return", again=again, step=step, **facts)
    record_event(goods_return.order, kind, actor, at=at, number=goods_return.number, **facts)
