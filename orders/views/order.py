from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from core.rate_limits import limited
from orders import access
from orders.actions.cancel import (
    cancel,
    may_request_withdrawal,
    request_withdrawal,
    why_not_cancel,
)
from orders.errors import reasons_as_messages
from orders.models.order import ClearanceState, FulfilmentState, PaymentState
from orders.purchased_page import purchased_page
from orders.returns import usual_return_address
from orders.returns.rules import (
    days_left,
    next_step_text,
    why_not_close,
    why_not_receive,
    why_not_return,
)
from orders.timeline.headline import headline_of
from orders.timeline.steps import progress_context

PAGE_SIZE = 10
DONE = {
    cancel: later("The order has been cancelled."),
    request_withdrawal: later(
        "Recorded. We are applying to customs to withdraw the declaration and will notify you "
        "either way."
    ),
}


@never_cache
@require_GET
def orders(request):
    page = Paginator(access.own_orders(request), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        {"order": order, "headline": headline_of(order), "to_pay": _seconds_left(order) > 0}
        for order in page
    ]
    return render(request, "orders/orders.html", {"page_obj": page, "rows": rows})


@never_cache
@require_GET
@limited("order")
def order(request, number):
    try:
        own = access.own_order(request, number, staff=True)
    except Http404:
        if request.user.is_authenticated:
            raise
        # probably the owner, come from an e-mail; says nothing of whether there is such an order
        return render(request, "orders/sign_in_to_see.html", status=404)
    if "key" in request.GET:
        return redirect("orders:order", number)  # the key is in the session now, not in the bar
    lines = own.lines.select_related("snapshot", "variant__product__picture").prefetch_related(
        "variant__product__picture__renditions"
    )
    together = list(own.group.orders.select_related("group").order_by("pk"))
    context = {
        **progress_context(own),
        "group": own.group,
        "siblings": [other for other in together if other.pk != own.pk],
        "due": sum(other.actual_paid for other in together if _seconds_left(other)),
        "pay_by": date_format(timezone.localtime(own.group.pay_by), "m-d H:i"),
        "released_at": own.released_at
        and date_format(timezone.localtime(own.released_at), "Y-m-d H:i:s"),
        "lines": lines,
        "payments": own.payments.order_by("pk"),
        "seconds_left": _seconds_left(own),
        "why_not_cancel": why_not_cancel(own),
        "may_request_withdrawal": may_request_withdrawal(own),
        "returns": returns_of(own),
        "why_not_return": why_not_return(own),
        "place_for_returns": usual_return_address(own) if access.is_clerk(request.user) else "",
        "outside_authority": bool(settings.TSA_URL),  # R-EVID-7
        "is_clerk": access.is_clerk(request.user),
        "may_act": access.may_act(request, own),
        "is_owner": access.may_see(request, own.group),
        "parcel_action": _parcel_action(own) if access.is_clerk(request.user) else "",
    }
    return render(request, "orders/order.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@limited("checkout", methods=["POST"])
def cancel_order(request, number):
    """GET asks and explains; POST does it. Buyer and clerk."""
    own = access.order_to_act_on(request, number)
    if request.method == "POST":
        wish = request_withdrawal if may_request_withdrawal(own) and why_not_cancel(own) else cancel
        with reasons_as_messages(request):
            wish(own, actor=access.account_of(request), reason=_reason(request, own))
            messages.success(request, _(DONE[wish]))
        return redirect("orders:order", number)
    context = {
        "order": own,
        "why_not": why_not_cancel(own),
        "may_ask": may_request_withdrawal(own),
        "is_owner": access.may_see(request, own.group),
    }
    return render(request, "orders/cancel.html", context)


@require_GET
@never_cache
def page_as_bought(request, number, line):
    """What the product page said when this line was ordered (R-PLAT-7)."""
    own = access.own_order(request, number, staff=True)
    bought = get_object_or_404(own.lines.select_related("snapshot", "variant__product"), line=line)
    page = purchased_page(bought)
    if page is None:
        raise Http404
    context = {"order": own, "line": bought, "page": page}
    return render(request, "orders/page_as_bought.html", context)


def returns_of(order):
    """The order's returns with their lines, what each buyer reads of it, and the days left."""
    returns = order.returns.prefetch_related("lines__line").select_related("order").order_by("-pk")
    return [
        {
            "return": one,
            "next": next_step_text(one),
            "days": days_left(one),
            "overdue": not why_not_close(one),
            "may_receive": not (one.arrived_on or why_not_receive(one)),
        }
        for one in returns
    ]


def _seconds_left(order):
    if order.payment_state != PaymentState.AWAITING or order.cancelled_at:
        return 0
    return max(int((order.group.pay_by - timezone.now()).total_seconds()), 0)


def _parcel_action(order):
    """What a clerk may note about the parcel now: ship, deliver or nothing."""
    if hasattr(order, "pickup") or order.clearance_state != ClearanceState.RELEASED:
        return ""
    if order.fulfilment_state in (FulfilmentState.WAITING, FulfilmentState.PACKED):
        return "ship"
    return "deliver" if order.fulfilment_state == FulfilmentState.SHIPPED else ""


def _reason(request, order):
    """Kept in English where it is ours, so that each reader gets it in their own language."""
    if access.may_see(request, order.group):
        return later("Cancelled by the buyer.")
    reason = " ".join(request.POST.get("reason", "").split())[:150]
    return reason or later("Cancelled by our staff.")
