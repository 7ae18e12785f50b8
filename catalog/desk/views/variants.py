"""Prices and stock: valid at once, with a trail. The reviewers have no part in them."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.actions.prices import StalePriceError, change_price
from catalog.actions.stock import StockMismatchError, set_on_hand
from catalog.desk.forms import PriceForm, StockForm
from catalog.models import StockRecord, Variant
from catalog.prices.stated import changed_price_text
from exhibitors.desk.access import at_desk
from exhibitors.models import Membership


@at_desk(write=Membership.may_trade)
@require_POST
def price(request, membership, pk, variant):
    row = get_object_or_404(
        Variant, pk=variant, product=pk, product__exhibitor=membership.exhibitor
    )
    form = PriceForm(request.POST, currency=row.currency)
    if not form.is_valid():
        report_errors(request, form)
        return back(membership, pk)
    data = form.cleaned_data
    currency = data.get("currency") or row.currency
    # the guarded update looks for the price that the form showed
    row.price, row.currency = data["was"], data["was_in"] or row.currency
    try:
        changed = change_price(
            row, data["price"], request.user, currency=currency, reason=data["reason"]
        )
    except StalePriceError:
        messages.error(
            request, _("Someone else has changed the price in the meantime. Please check again.")
        )
    else:
        if changed:
            messages.success(request, changed_price_text(row.product))
        else:
            messages.info(request, _("The price is unchanged."))
    return back(membership, pk)


@at_desk(write=Membership.may_trade)
@require_POST
def stock(request, membership, pk, record):
    stock_record = get_object_or_404(
        StockRecord,
        pk=record,
        variant__product=pk,
        variant__product__exhibitor=membership.exhibitor,
    )
    form = StockForm(request.POST)
    if not form.is_valid():
        report_errors(request, form)
        return back(membership, pk)
    try:
        count(stock_record, actor=request.user, **form.cleaned_data)
    except StockMismatchError:
        messages.error(
            request,
            _(
                "The stock has changed in the meantime, or orders have reserved more than that. "
                "Please check again."
            ),
        )
    else:
        messages.success(request, _("The stock has been changed."))
    return back(membership, pk)


@transaction.atomic
def count(record, *, was, pieces, reason, actor):
    """Set what was counted, unless pieces came or left since the form was shown."""
    if StockRecord.objects.select_for_update().get(pk=record.pk).on_hand != was:
        raise StockMismatchError("moved")
    set_on_hand(record, pieces, actor=actor, reason=reason)


def report_errors(request, form):
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label}: {' '.join(errors)}" if label else " ".join(errors))


def back(membership, pk):
    response = redirect("desk:good", slug=membership.exhibitor.slug, pk=pk)
    # back to the part of the page that was changed
    response["Location"] += "#trade"
    return response
