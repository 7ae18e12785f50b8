"""Balances of messages: every order's documents agree with its state, and no key has two
contents."""

from django.db.models import Count

from clearance.documents.kinds import LISTS
from clearance.models import Message
from orders.models import Order
from orders.models.order import ClearanceState


def check():
    """Differences as text; empty when they agree."""
    return [*doubled_keys(), *released_without_release(), *release_without_released(), *missing()]


def doubled_keys():
    doubled = (
        Message.objects.values("kind", "business_key", "version")
        .annotate(contents=Count("digest", distinct=True))
        .filter(contents__gt=1)
    )
    return [f"CEB{d['kind']} {d['business_key']} has two contents" for d in doubled]


def released_without_release():
    orders = Order.objects.filter(clearance_state=ClearanceState.RELEASED).exclude(
        messages__kind__in=LISTS, messages__receipt_items__status__in=["800", "899"]
    )
    return [f"order {o.number} counts as released without a receipt that says so" for o in orders]


def release_without_released():
    messages = Message.objects.filter(kind__in=LISTS, receipt_items__status="800").exclude(
        order__clearance_state=ClearanceState.RELEASED
    )
    return [
        f"order {m.order.number} was released by customs but stands as {m.order.clearance_state}"
        for m in messages.select_related("order").distinct()
    ]


def missing():
    prepared = Order.objects.exclude(
        clearance_state__in=[ClearanceState.WAITING, ClearanceState.CANCELLED]
    ).filter(messages=None)
    return [f"order {o.number} is {o.clearance_state} without any document" for o in prepared]
