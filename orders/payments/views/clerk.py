"""The clerk's page for money that needs a person."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.access import members_of
from core.groups import CLERKS, ORGANIZERS
from orders.errors import OrderActionError
from orders.models import GatewayEvent, PaymentAttempt, Refund
from orders.payments.base import GatewayError
from orders.payments.booking import PaymentOutcome
from orders.payments.clerk_actions import handle_event, retry_refund, return_money, settle_refund
from orders.payments.labels import event_details, event_label
from orders.payments.manual.confirmation import confirm_transfer
from orders.payments.manual.forms import TransferForm

may_see = members_of(CLERKS, ORGANIZERS)
may_act = members_of(CLERKS)


@never_cache
@may_see
def payments(request):
    return _page(request)


def _page(request, transfer_form=None, status=200):
    text = request.GET.get("reference", "").replace("\0", "").strip()[:80]
    events = list(GatewayEvent.objects.needing_a_person().order_by("received_at")[:100])
    refunds = Refund.objects.needing_a_person().select_related("order", "attempt", "actor")
    context = {
        "events": [
            (event, event_label(event), event_details(event), orders)
            for event, orders in _with_orders(events)
        ],
        "refunds": refunds.order_by("asked_at")[:100],
        "transfers": _transfers(text, transfer_form),
        "has_transfers": PaymentAttempt.objects.filter(provider="manual").exists(),
        "may_act": request.user.belongs_to(CLERKS),
        "asked": text,  # not `text`, which the page's own words take
    }
    return render(request, "orders/clerk_payments.html", context, status=status)


@require_POST
@may_act
def answer_event(request, pk):
    event = get_object_or_404(GatewayEvent.objects.needing_a_person(), pk=pk)
    if "return" in request.POST:
        _try(request, lambda: return_money(event, clerk=request.user), _("It is on its way back."))
    else:
        note = request.POST.get("note", "")
        _try(request, lambda: handle_event(event, note=note, clerk=request.user), _("Noted."))
    return redirect("orders:clerk_payments")


@require_POST
@may_act
def answer_refund(request, pk):
    refund = get_object_or_404(Refund.objects.needing_a_person(), pk=pk)
    if "retry" in request.POST:
        _try(request, lambda: retry_refund(refund, clerk=request.user), _("It is sent again."))
    else:
        note = request.POST.get("note", "")
        _try(request, lambda: settle_refund(refund, note=note, clerk=request.user), _("Noted."))
    return redirect("orders:clerk_payments")


@require_POST
@may_act
def confirm(request, pk):
    attempt = get_object_or_404(PaymentAttempt.objects.filter(provider="manual"), pk=pk)
    form = TransferForm(request.POST, prefix=f"transfer-{pk}")
    if not form.is_valid():
        return _page(request, (pk, form), status=422)
    told = form.cleaned_data
    _try(request, lambda: _booked(confirm_transfer(attempt, clerk=request.user, **told)))
    return redirect("orders:clerk_payments")


def _booked(outcome):
    """What to tell the clerk of it."""
    if outcome == PaymentOutcome.RETURNED:
        return _("It pays nothing here. What goes back by hand waits among the notices.")
    return _("The transfer is booked.")


def _try(request, deed, done=""):
    """done: what to say; else the deed's own answer is said."""
    try:
        answer = deed()
    except OrderActionError as exc:
        messages.error(request, str(exc))
    except GatewayError as error:
        messages.error(request, _("The payment firm says: %(words)s") % {"words": error})
    else:
        messages.success(request, done or answer)


def _with_orders(events):
    """Each notice with the numbers of the orders its money was meant for."""
    references = {event.reference.partition(":")[0] for event in events} - {""}
    shares = dict(
        PaymentAttempt.objects.filter(reference__in=references).values_list("reference", "shares")
    )
    for event in events:
        yield event, sorted(shares.get(event.reference.partition(":")[0], {}))


def _transfers(text, filled):
    """Bank transfers that may still arrive, each with its form; late ones are still late money.
    By a part of the reference also those that have come: somebody may pay twice."""
    attempts = PaymentAttempt.objects.filter(provider="manual").exclude(reference=None)
    pk, form = filled or (None, None)
    if text:
        attempts = attempts.filter(reference__icontains=text)
    else:
        attempts = attempts.exclude(~Q(pk=pk), state=PaymentAttempt.State.SUCCEEDED)
    return [
        (
            attempt,
            form
            if attempt.pk == pk
            else TransferForm(prefix=f"transfer-{attempt.pk}", initial={"amount": attempt.amount}),
        )
        for attempt in attempts.order_by("-pk")[:100]
    ]
