"""`/desk/<slug>/exports/`: the exhibitor's own goods sold abroad."""

import secrets

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later
from django.views.decorators.http import require_GET, require_POST

from catalog.admission.exports import exportable
from catalog.codes.countries import country_name
from exhibitors.desk.access import at_desk
from exhibitors.desk.frame import desk_page
from exhibitors.models import Membership
from orders.actions.cancel import cancel, why_not_cancel
from orders.actions.place_export import place_export
from orders.errors import OrderActionError, reasons_as_messages
from orders.forms.exports import ExportForm, MoneyForm, goods_form
from orders.models import Order
from orders.models.order import PaymentState
from orders.payments.clerk_actions import settle_refund
from orders.payments.receiving.incoming_payments import record_incoming_payment
from orders.timeline.headline import headline_of
from orders.timeline.steps import progress_context

PAGE_SIZE = 20


def own(membership):
    return Order.objects.exports().of_exhibitor(membership.exhibitor)


@at_desk
@require_GET
def exports(request, membership):
    orders = own(membership).select_related("zone", "group").prefetch_related("lines")
    page = Paginator(orders, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        {"order": order, "headline": headline_of(order), "country": country_name(order.country)}
        for order in page
    ]
    return desk_page(
        request, "orders/exports.html", membership, page_obj=page, rows=rows,
        goods=len(exportable(membership.exhibitor)),
    )  # fmt: skip


@at_desk(write=Membership.may_trade)
def new_export(request, membership):
    filings = exportable(membership.exhibitor)
    if "more" in request.POST:  # another line: nothing is judged yet
        form = ExportForm(initial=request.POST.dict())
        goods = goods_form(filings, request.POST, more=True)
        return _sell(request, membership, form, goods, filings)
    form = ExportForm(request.POST or None, initial={"token": secrets.token_urlsafe(24)})
    goods = goods_form(filings, request.POST or None)
    if request.method == "POST" and form.is_valid() & goods.is_valid():
        try:
            order = place_export(
                membership.exhibitor,
                goods.wanted(),
                form.abroad(),
                client_token=form.cleaned_data["token"],
                freight=form.cleaned_data["freight"],
                actor=request.user,
            )
        except OrderActionError as exc:
            form.add_error(None, exc.reasons)
        else:
            return redirect("desk:export", membership.exhibitor.slug, order.number)
    return _sell(request, membership, form, goods, filings)


def _sell(request, membership, form, goods, filings):
    wrong = form.errors or (goods.is_bound and not goods.is_valid())
    return desk_page(
        request, "orders/new_export.html", membership, status=422 if wrong else 200,
        form=form, goods=goods, filings=filings,
    )  # fmt: skip


@at_desk(write=Membership.may_trade)
def export(request, membership, number):
    """GET shows the export's progress; POST notes the money that came in for it."""
    order = get_object_or_404(own(membership).select_related("zone", "group"), number=number)
    form = MoneyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_incoming_payment(
                order,
                reference=form.cleaned_data["reference"],
                paid_at=form.cleaned_data["received_at"],
                payer_name=form.cleaned_data["payer"],
                actor=request.user,
            )
        except OrderActionError as exc:
            form.add_error(None, exc.reasons)
        else:
            messages.success(request, _("Recorded. The order is now being declared to customs."))
            return redirect("desk:export", membership.exhibitor.slug, number)
    return desk_page(
        request, "orders/export.html", membership,
        status=422 if form.errors else 200, form=form, **_shown(order),
    )  # fmt: skip


def _shown(order):
    unpaid = order.payment_state == PaymentState.AWAITING and not order.cancelled_at
    return {
        **progress_context(order),
        "country": country_name(order.country),
        "lines": order.lines.all(),
        "unpaid": unpaid,
        "may_cancel": unpaid and not why_not_cancel(order),
    }


@at_desk(write=Membership.may_trade)
@require_POST
def cancel_export(request, membership, number):
    """While no money came for it; later it is the clerks' affair."""
    order = get_object_or_404(own(membership), number=number)
    with reasons_as_messages(request):
        if order.payment_state != PaymentState.AWAITING:
            raise OrderActionError(_("The payment has already arrived: please contact our clerks."))
        cancel(order, actor=request.user, reason=later("Cancelled by the seller."))
        messages.success(request, _("The order has been cancelled; its goods are released."))
    return redirect("desk:export", membership.exhibitor.slug, number)


@at_desk(write=Membership.may_trade)
@require_POST
def settle_export(request, membership, number, pk):
    """The seller has paid money back from the account it came in on."""
    order = get_object_or_404(own(membership), number=number)
    refund = get_object_or_404(order.refunds, pk=pk)
    with reasons_as_messages(request):
        settle_refund(refund, note=request.POST.get("note", ""), clerk=request.user)
        messages.success(request, _("Recorded: the money has been refunded."))
    return redirect("desk:export", membership.exhibitor.slug, number)
