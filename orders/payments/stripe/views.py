import logging

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from core.rate_limits import limited
from orders.access import own_order
from orders.errors import OrderActionError
from orders.payments.base import GatewayError
from orders.payments.labels import OUT_OF_REACH
from orders.payments.registry import chosen_gateway
from orders.payments.stripe.fake_form import act

log = logging.getLogger(__name__)


@require_POST
@limited("checkout")
def pay_test(request, number):
    """The fake server's form: does there what a buyer would do in Stripe's own form, and comes back
    by the same URL. There is no such page where the provider is Stripe itself."""
    if not settings.STRIPE_IS_FAKE or chosen_gateway().provider != "stripe":
        raise Http404
    order = own_order(request, number)
    choice = request.POST.get("choice", "pay")
    try:
        act(order.group, choice)
    except OrderActionError as exc:
        messages.error(request, str(exc))
    except GatewayError as exc:
        log.warning("order %s: %s", order.number, exc)
        messages.error(request, OUT_OF_REACH)
    if choice == "leave":
        return redirect("orders:pay", order.number)
    return redirect("orders:pay_return", order.number)
