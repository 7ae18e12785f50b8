"""The payment page and its doors. Whatever the browser says, the provider is asked."""

import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.rate_limits import limited
from orders.access import own_order
from orders.errors import OrderActionError
from orders.payments.attempts import settle_group, start_payment
from orders.payments.base import GatewayError
from orders.payments.registry import chosen_gateway
from orders.payments.status import next_url, payment_status
from orders.payments.stripe import payment_element as widget
from orders.payments.stripe.fake_form import CHOICES, act
from orders.timeline.headline import headline_of

log = logging.getLogger(__name__)


@never_cache
@require_GET
def pay(request, number):
    """What is due, until when, and the provider's own form to pay it with."""
    order = own_order(request, number)
    standing = payment_status(order.group)
    if standing.state == "paid":
        return redirect(next_url(order.group))
    context = {
        "order": order,
        "group": order.group,
        "orders": order.group.orders.select_related("exhibitor", "zone").order_by("pk"),
        "standing": standing,
        "form": _form(order, standing),
        "choices": CHOICES,
        "widget": widget.settings_of(request, order),
        "transfer": _transfer(order, standing),
    }
    response = render(request, "orders/pay.html", context)
    if context["form"] == "stripe":
        response._csp_replace = widget.CSP  # what django-csp's decorator sets, for this form alone
    return response


@require_POST
@limited("checkout")
def start(request, number):
    """JSON for the provider's script: its secret of this attempt, or a sentence why not."""
    order = own_order(request, number)
    try:
        _attempt, intent = start_payment(order.group)
    except OrderActionError as exc:
        return JsonResponse({"error": str(exc)}, status=409)
    except GatewayError as error:
        log.warning("order %s: payment not started: %s", order.number, error)
        return JsonResponse({"error": str(_out_of_reach())}, status=503)
    return JsonResponse({"client_secret": intent.secret})


@require_POST
@limited("checkout")
def pay_test(request, number):
    """The stand-in's form: does at the stand-in what a buyer would do in Stripe's own form, and
    comes back by the same door. There is no such page where the provider is Stripe itself."""
    if not settings.STRIPE_STAND_IN or chosen_gateway().provider != "stripe":
        raise Http404
    order = own_order(request, number)
    choice = request.POST.get("choice", "pay")
    try:
        act(order.group, choice)
    except OrderActionError as exc:
        messages.error(request, str(exc))
    except GatewayError as error:
        log.warning("order %s: %s", order.number, error)
        messages.error(request, _out_of_reach())
    if choice == "leave":
        return redirect("orders:pay", order.number)
    return redirect("orders:pay_return", order.number)


@never_cache
@require_GET
def state(request, number):
    """The part of the payment page that asks again by itself; sends the browser on once paid."""
    order = own_order(request, number)
    standing = payment_status(order.group)
    response = render(
        request, "orders/pay_state.html", {"standing": standing, "order": order, "again": True}
    )
    if standing.state == "paid":
        response["HX-Redirect"] = next_url(order.group)
    elif not standing.is_due:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@limited("checkout")
def check(request, number):
    """I have paid: ask the provider now."""
    order = own_order(request, number)
    _ask_provider(request, order)
    if payment_status(order.group).is_due:
        messages.info(
            request,
            _("No payment has arrived yet. If you have just paid, it may take a minute or two."),
        )
        return redirect("orders:pay", order.number)
    return redirect(next_url(order.group))


@never_cache
@require_GET
@limited("checkout")
def returned(request, number):
    """Where the provider sends the browser back to. What the address claims is not read."""
    order = own_order(request, number)
    _ask_provider(request, order)
    if payment_status(order.group).is_due:
        return redirect("orders:pay", order.number)
    return redirect(next_url(order.group))


@never_cache
@require_GET
def done(request, number):
    """Thanks for a checkout of several orders: each with its number, its sum and its own way."""
    order = own_order(request, number)
    if payment_status(order.group).state != "paid":
        return redirect("orders:pay", order.number)
    together = order.group.orders.select_related("exhibitor", "zone").prefetch_related(
        "lines__variant__product__picture__renditions"
    )
    orders = list(together.order_by("pk"))
    context = {
        "group": order.group,
        "rows": [{"order": one, "headline": headline_of(one)} for one in orders],
        "total": sum(one.actual_paid for one in orders if one.paid_at),
        "mail": order.group.email or (order.group.user.email if order.group.user_id else ""),
    }
    return render(request, "orders/pay_done.html", context)


def _ask_provider(request, order):
    try:
        settle_group(order.group)
    except GatewayError as error:
        log.warning("order %s: %s", order.number, error)
        messages.warning(request, _out_of_reach())


def _form(order, standing):
    """stripe, test, transfer or nothing."""
    if not standing.is_due:
        return ""
    if chosen_gateway().provider == "manual":
        return "transfer"
    return "test" if settings.STRIPE_STAND_IN else "stripe"


def _transfer(order, standing):
    if not standing.is_due or chosen_gateway().provider != "manual":
        return None
    _attempt, intent = start_payment(order.group)
    return {**settings.BANK_ACCOUNT, "reference": intent.reference}


def _out_of_reach():
    return _(
        "The payment firm does not answer at the moment. Nothing is lost: if money has moved, we"
        " find it by ourselves. Please try again in a minute."
    )
