"""What an order costs, how far it has come, and what of its people may be shown."""

from decimal import Decimal

from django import template

from orders import pickup_codes
from orders.actions.correct_consignee import masked_mobile, masked_name
from orders.checkout.prefill import remembered_buyer
from orders.counter.qr import picture_of
from orders.limits import quota
from orders.models.order import FulfilmentState
from orders.timeline.steps import translate_reason

register = template.Library()
# for a page that others may see over the shoulder: 林**, 138****1234
register.filter(masked_name)
register.filter(masked_mobile)
register.filter(translate_reason)  # of a refund, a cancellation


@register.inclusion_tag("orders/_account_limit.html")
def yearly_limit_of(user):
    """What the account's own person has used of the year (R-LIM-9); nothing of one we don't
    know."""
    buyer = remembered_buyer(user)
    return {"buyer": buyer, "balance": buyer and quota.balance(buyer.id_hash)}


@register.filter
def percent(rate):
    """0.13 as 13 %: no trailing zeros, a no-break space."""
    number = (Decimal(rate) * 100).normalize()
    return f"{number:f}\u00a0%"


@register.inclusion_tag("components/countdown.html")
def countdown(seconds, clock):
    """Time left to pay. seconds: by the server's clock; clock: the time of day, always shown."""
    return {"seconds": seconds, "clock": clock}


@register.inclusion_tag("components/order_stages.html")
def order_stages(stages):
    """An order's four stages: objects with title, time, state (done, now, wait, bad)."""
    return {"stages": stages}


@register.inclusion_tag("components/timeline.html")
def timeline(steps):
    """The stages of clearance, newest first, steps to come on top.

    steps: objects with state (done, now, wait), char, title, time (exact), datetime (for machines),
    text, kind (another mark than the state's: "seal" for release, "plain" for a rejection).
    """
    return {"steps": steps}


@register.inclusion_tag("orders/_address_fields.html")
def address_fields(form):
    """Who receives it and where. form: an AddressForm or one that extends it; without script its
    button shows the next level of regions."""
    return {"form": form}


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
