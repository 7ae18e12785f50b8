"""The clerk's page for money that needs a person."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.sign_in.reauthentication import recent_sign_in_required
from core.access import members_of
from core.groups import CLERKS, ORGANIZERS
from orders.errors import OrderActionError
from orders.models import GatewayEvent, PaymentAttempt, Refund
from orders.payments.base import GatewayError
from orders.payments.clerk_actions import handle_event, retry_refund, return_money, settle_refund
from orders.payments.labels import event_details, event_label
from orders.payments.registry import all_gateways

may_see = members_of(CLERKS, ORGANIZERS)
by_clerks = members_of(CLERKS)


def may_act(view):
    """Clerks, who have given a password or second factor within the hour: what is booked by hand
    no payment firm has confirmed."""
    return by_clerks(recent_sign_in_required(view, minutes=60))


@never_cache
@may_see
def payments(request):
    return payments_page(request)


def payments_page(request, submitted=None, status=200):
    """submitted: (pk, bound form) of a provider's own part, to be shown with its errors."""
    query = request.GET.get("reference", "").replace("\0", "").strip()[:80]
    events = list(GatewayEvent.objects.needing_a_person().order_by("received_at")[:100])
    refunds = Refund.objects.needing_a_person().select_related("order", "attempt", "actor")
    panels = [gateway.clerk_panel(query, submitted) for gateway in all_gateways()]
    context = {
        "events": [
            (event, event_label(event), event_details(event), orders)
            for event, orders in _with_orders(events)
        ],
        "refunds": refunds.order_by("requested_at")[:100],
        "panels": [panel for panel in panels if panel],
        "may_act": request.user.belongs_to(CLERKS),
        "query": query,
    }
    return render(request, "orders/payments/clerk.html", context, status=status)


@require_POST
@may_act
def answer_event(request, pk):
    event = get_object_or_404(GatewayEvent.objects.needing_a_person(), pk=pk)
    if "return" in request.POST:
        return _answer(request, return_money, event, done=_("The refund is under way."))
    return _answer(request, handle_event, event, note=request.POST.get("note", ""))


@require_POST
@may_act
def answer_refund(request, pk):
    refund = get_object_or_404(Refund.objects.needing_a_person(), pk=pk)
    if "retry" in request.POST:
        return _answer(request, retry_refund, refund, done=_("Sent again."))
    return _answer(request, settle_refund, refund, note=request.POST.get("note", ""))


def _answer(request, action, row, done=None, **facts):
    try_action(request, lambda: action(row, clerk=request.user, **facts), done or _("Recorded."))
    return redirect("orders:clerk_payments")


def try_action(request, action, done=""):
    """done: what to say; else the action's own answer is said."""
    try:
        answer = action()
    except OrderActionError as exc:
        messages.error(request, str(exc))
    except GatewayError as exc:
        messages.error(request, _("The payment firm says: %(message)s") % {"message": exc})
    else:
        messages.success(request, done or answer)


def _with_orders(events):
    """Each notification with the numbers of the orders its money was meant for."""
    references = {event.reference.partition(":")[0] for event in events} - {""}
    shares = dict(
        PaymentAttempt.objects.filter(reference__in=references).values_list("reference", "shares")
    )
    for event in events:
        yield event, sorted(shares.get(event.reference.partition(":")[0], {}))
