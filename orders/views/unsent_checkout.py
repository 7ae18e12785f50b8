"""A checkout form that places no order: its cart is empty, or it was shown to somebody else. What
became of the goods, and what of the form is kept for another try."""

import time
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from orders import access
from orders.checkout.cart import SESSION_KEY

TYPED_KEY = "checkout_typed"  # of the session: a form that was not submitted
KEPT_SECONDS = 30 * 60
KEPT_FIELDS = (
    "consignee", "mobile", "province", "city", "district", "detail", "email", "real_name",
)  # fmt: skip


def respond_to_unsent(request, cart):
    """To a POST whose cart is empty or gone. cart: the visitor's, or None."""
    if not request.user.is_authenticated:
        if "account" in request.POST:
            return _signed_out(request)
        if SESSION_KEY not in request.session:
            return _session_lost(request)
    if orders := _ordered_since(request, cart):
        links = [(order.get_absolute_url(), order.number) for order in orders]
        named = format_html_join(" · ", '<a class="link" href="{}">{}</a>', links)
        text = _("These goods have already been ordered in another window: %(orders)s")
        messages.info(request, format_html(text % {"orders": "{}"}, named))
    else:
        messages.warning(
            request, _("Your cart was emptied in another window, so no order was placed.")
        )
    return redirect("orders:cart")


def is_of_another_account(request):
    """Whether the form was shown to another account than sends it now: its address and name are
    not this one's. A guest's form names none: whoever signs in with it open goes on."""
    return "account" in request.POST and request.POST["account"] != str(request.user.pk)


def respond_to_another_s_form(request):
    """Nothing of the form is kept: it is another person's."""
    messages.warning(
        request,
        _(
            "This form was opened from another account, so it placed no order. Please check your "
            "own details and submit again."
        ),
    )
    return redirect("orders:checkout")


def take_typed(request, user):
    """What this visitor typed into a form that was not submitted, once; {} where there is none."""
    kept = request.session.pop(TYPED_KEY, None)
    if not kept or "fields" not in kept:  # or kept by a version that did not say whose it is
        return {}
    if kept["account"] != _account(user) or kept["at"] < time.time() - KEPT_SECONDS:
        return {}
    return kept["fields"]


def _keep_typed(request):
    """Without identity number and consents. Another visitor of this browser doesn't get it."""
    request.session[TYPED_KEY] = {
        "account": request.POST.get("account", "")[:20],
        "at": int(time.time()),
        "fields": {
            name: request.POST[name][:200] for name in KEPT_FIELDS if request.POST.get(name)
        },
    }


def _account(user):
    """As the form names it; "" for a guest."""
    return str(user.pk) if user else ""


def _session_lost(request):
    _keep_typed(request)
    messages.warning(
        request,
        _(
            "Your session has ended, and your cart with it, so this form placed no order. Please "
            "choose the goods again; the form keeps what you typed, except the identity number."
        ),
    )
    return redirect("orders:cart")


def _signed_out(request):
    _keep_typed(request)
    messages.warning(
        request,
        _(
            "You are no longer signed in, so this form placed no order. Please sign in again: your "
            "cart and your orders are still there, and the form keeps what you typed, except the "
            "identity number."
        ),
    )
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': request.path})}")


def _ordered_since(request, cart):
    """The orders that emptied this cart: of the last checkout, since something was added."""
    if cart is None:
        return []
    placed = access.own_orders(request).filter(placed_at__gte=cart.updated_at)
    latest = placed.order_by("-placed_at", "-pk").first()
    return list(placed.filter(group=latest.group_id).order_by("pk")) if latest else []
