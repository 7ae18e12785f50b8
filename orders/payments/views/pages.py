"""The payment page and the URLs around it. Whatever the browser says, the provider decides."""

import logging

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.rate_limits import limited
from orders.access import own_order
from orders.errors import OrderActionError
from orders.payments.attempts import settle_group, start_payment
from orders.payments.base import GatewayError
from orders.payments.labels import OUT_OF_REACH
from orders.payments.registry import chosen_gateway
from orders.payments.status import next_url, payment_status
from orders.timeline.headline import headline_of

log = logging.getLogger(__name__)


@never_cache
@require_GET
def pay(request, number):
    """What is due, until when, and the provider's own form to pay it with."""
    order = own_order(request, number)
    status = payment_status(order.group)
    if status.state == "paid":
        return redirect(next_url(order.group))
    form = _payment_form(request, order, status)
    context = {
        "order": order,
        "group": order.group,
        "orders": order.group.orders.select_related("exhibitor", "zone").order_by("pk"),
        "status": status,
        "form": form,
    }
    response = render(request, "orders/payments/pay.html", context)
    if form and form.csp:
        # what django-csp's decorator sets, for this form alone
        setattr(response, "_csp_replace", form.csp)  # noqa: B010
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
    except GatewayError as exc:
        log.warning("order %s: payment not started: %s", order.number, exc)
        return JsonResponse({"error": str(OUT_OF_REACH)}, status=503)
    return JsonResponse({"client_secret": intent.secret})


@never_cache
@require_GET
def state(request, number):
    """The part of the payment page that asks again by itself; sends the browser on once paid."""
    order = own_order(request, number)
    status = payment_status(order.group)
    response = render(
        request, "orders/payments/state.html", {"status": status, "order": order, "again": True}
    )
    if status.state == "paid":
        response["HX-Redirect"] = next_url(order.group)
    elif not status.is_due:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@limited("checkout")
def check(request, number):
    """I have paid: ask the provider now."""
    return _continue_after_asking(
        request,
        number,
        _("No payment has arrived yet. If you have just paid, it may take a minute or two."),
    )


@never_cache
@require_GET
@limited("checkout")
def returned(request, number):
    """Where the provider sends the browser back to. What the address claims is not read."""
    return _continue_after_asking(request, number)


@never_cache
@require_GET
def done(request, number):
    """Thanks for a checkout of several orders: each with its number, its sum and its own route."""
    order = own_order(request, number)
    if payment_status(order.group).state != "paid":
        return redirect("orders:pay", order.number)
    together = order.group.orders.select_related("exhibitor", "zone", "pickup").prefetch_related(
        "lines__variant__product__picture__renditions"
    )
    orders = list(together.order_by("pk"))
    context = {
        "group": order.group,
        "rows": [{"order": one, "headline": headline_of(one)} for one in orders],
        "total": sum(one.actual_paid for one in orders if one.paid_at),
        "mail": order.group.email or (order.group.user.email if order.group.user_id else ""),
    }
    return render(request, "orders/payments/done.html", context)


def _continue_after_asking(request, number, still_due=""):
    """To the payment page while something is due, with a sentence about it; else onwards."""
    order = own_order(request, number)
    try:
        settle_group(order.group)
    except GatewayError as exc:
        log.warning("order %s: %s", order.number, exc)
        messages.warning(request, OUT_OF_REACH)
    if not payment_status(order.group).is_due:
        return redirect(next_url(order.group))
    if still_due:
        messages.info(request, still_due)
    return redirect("orders:pay", order.number)


def _payment_form(request, order, status):
    """The chosen provider's, where anything is left to pay."""
    if not status.is_due:
        return None
    return chosen_gateway().payment_form(request, order, lambda: start_payment(order.group)[1])
