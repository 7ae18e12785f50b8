"""The pick-up's part of an order's page."""

from django import template

from orders import pickup_codes
from orders.counter.qr import picture_of
from orders.models.order import FulfilmentState

register = template.Library()


@register.inclusion_tag("orders/_pickup.html")
def pickup_part(order, is_owner):
    """Where and with which code an order is picked up; nothing for one that is shipped. The code
    is the buyer's own: staff who look at the page don't see it."""
    pickup = getattr(order, "pickup", None)
    if pickup is None or order.cancelled_at:
        return {}
    ready = order.fulfilment_state == FulfilmentState.READY and not pickup.used_at
    code = pickup.code if ready and is_owner else ""
    return {
        "order": order,
        "pickup": pickup,
        "center": pickup.center,
        "ready": ready,
        "is_owner": is_owner,
        "code": code,
        "picture": picture_of(pickup_codes.normalized(code)) if code else "",
        "hours": pickup.center.open_now(),
    }
