"""Whose orders these are: the signed-in buyer's, or a guest's whose session holds the key."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.crypto import constant_time_compare

from core.groups import CLERKS, ORGANIZERS
from orders.models import Order

KEYS = "order_keys"  # of the session: {group pk: access key}
MAX_KEYS = 50


def remember_access(request, group):
    """A guest may come back to this checkout while the session lasts."""
    if group.user_id:
        return
    keys = request.session.get(KEYS, {})
    keys[str(group.pk)] = group.access_key
    request.session[KEYS] = dict(list(keys.items())[-MAX_KEYS:])


def account_of(request):
    """The signed-in visitor, or None for a guest."""
    return request.user if request.user.is_authenticated else None


def may_see(request, group):
    if group.user_id:
        return request.user.is_authenticated and group.user_id == request.user.pk
    key = request.session.get(KEYS, {}).get(str(group.pk), "")
    return constant_time_compare(key, group.access_key)


def own_order(request, number, *, staff=False):
    """The visitor's order; anybody else's does not exist (404). A guest's link brings its key.

    staff: clearance clerks and organizers may see it too."""
    order = (
        Order.objects.select_related(
            "group__user", "buyer", "exhibitor", "zone", "center", "pickup__center"
        )
        .filter(number=number)
        .first()
    )
    if order is None:
        raise Http404
    key = request.GET.get("key", "")
    if not order.group.user_id and constant_time_compare(key, order.group.access_key):
        remember_access(request, order.group)
    if may_see(request, order.group) or (staff and is_staff(request.user)):
        return order
    raise Http404


def order_to_act_on(request, number):
    """The same order for those who may act on it: its buyer, or a clerk in their place.
    Organizers see it and press nothing (403), as at customs' desk (decision 15)."""
    order = own_order(request, number, staff=True)
    if may_act(request, order):
        return order
    raise PermissionDenied


def may_act(request, order):
    return may_see(request, order.group) or is_clerk(request.user)


def is_staff(user):
    """Clerks and organizers, who look."""
    return user.is_authenticated and user.belongs_to(CLERKS, ORGANIZERS)


def is_clerk(user):
    """Who acts."""
    return user.is_authenticated and user.belongs_to(CLERKS)


def own_orders(request):
    """All orders this visitor may see, newest first."""
    orders = Order.objects.select_related("group", "exhibitor", "pickup").prefetch_related(
        "lines__variant__product__picture__renditions"
    )
    if request.user.is_authenticated:
        return orders.filter(group__user=request.user)
    keys = request.session.get(KEYS, {})
    return orders.filter(group__user=None, group__access_key__in=keys.values())
