from decimal import Decimal

from django import template

from orders.checkout.cart import COUNT_KEY
from orders.checkout.prefill import remembered_buyer
from orders.limits import quota
from orders.timeline import steps

register = template.Library()


@register.simple_tag(takes_context=True)
def cart_count(context):
    """Pieces in the visitor's cart, from the session: no query."""
    session = getattr(context.get("request"), "session", None)
    return session.get(COUNT_KEY, 0) if session is not None else 0


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


@register.filter
def someone(name):
    """A person's name for a page that others may see over the shoulder: 林**."""
    return name[:1] + "*" * (len(name) - 1)


@register.filter
def masked_mobile(number):
    """138****1234."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else "****"


@register.filter
def translate_reason(reason):
    """A refund's or a cancellation's reason in the reader's language."""
    return steps.translate_reason(reason)
