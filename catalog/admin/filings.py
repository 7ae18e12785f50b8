"""Filings as staff see them: what waits, what is missing, one click to approve."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_required

from catalog.actions.filings import (
    IncompleteFilingError,
    approve_filing,
    change_filing,
    withdraw_approval,
)
from catalog.actions.prices import StalePriceError, change_price
from catalog.actions.stock import StockMismatchError, set_on_hand
from catalog.admin.forms import FilingForm
from catalog.admission.requirements import missing_for_sale
from catalog.admission.rules import admission_cache
from catalog.desk.forms import PriceForm, StockForm
from catalog.models import Filing, StockRecord, Variant
from catalog.prices.stated import changed_price_text
from core.next_url import is_own_path

PER_PAGE = 50
SHOWN = ("waiting", "approved", "all")
WITH_FILING = Variant.objects.select_related("product__exhibitor", "filing")


@permission_required("catalog.change_filing")
def filings(request):
    """`show`: waiting, approved or all; `q`: SKU, GTIN, HS code or a name; `exhibitor`: slug."""
    show = request.GET.get("show") if request.GET.get("show") in SHOWN else "waiting"
    variants = WITH_FILING.order_by("-pk")
    if show != "all":
        variants = variants.filter(filing__approved_at__isnull=show == "waiting")
    variants = _filtered(variants, request)
    page = Paginator(variants, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    lines = [
        {
            "variant": variant,
            "missing": missing_for_sale(variant, today),
            "list_notes": _list_notes(variant),
        }
        for variant in page
    ]
    context = {"page_obj": page, "lines": lines, "show": show, "q": request.GET.get("q", "")}
    return render(request, "catalog/admin/filings.html", context)


def _filtered(variants, request):
    text = request.GET.get("q", "").replace("\0", "").strip()[:80]
    if text:
        variants = variants.filter(
            Q(sku__icontains=text)
            | Q(gtin=text)
            | Q(filing__hs_code__startswith=text)
            | Q(product__name_zh__icontains=text)
            | Q(product__name_en__icontains=text)
        )
    if slug := request.GET.get("exhibitor"):
        variants = variants.filter(product__exhibitor__slug=slug[:60])
    return variants


@permission_required("catalog.change_filing")
def filing(request, pk):
    """One variant: what customs must know, its price and its stock."""
    variant = get_object_or_404(WITH_FILING, pk=pk)
    current = getattr(variant, "filing", None) or Filing(variant=variant)
    form = FilingForm(request.POST or None, instance=current)
    if request.method == "POST" and form.is_valid():
        if change_filing(variant, request.user, **form.cleaned_data):
            messages.success(request, _("The filing is saved and needs approval (again)."))
        return redirect("catalog_staff:filing", variant.pk)
    # read again: the form has bound its unsaved values to the filing at hand
    shown = WITH_FILING.get(pk=pk)
    context = {
        "variant": variant,
        "form": form,
        "missing": missing_for_sale(shown),
        "list_notes": _list_notes(shown),
        "price_form": PriceForm.of(variant),
        "stocks": [
            (record, StockForm.of(record))
            for record in variant.stock.select_related("zone").order_by("zone__code")
        ],
        "changes": variant.price_changes.select_related("actor").order_by("-pk")[:10],
    }
    return render(request, "catalog/admin/filing.html", context)


def _list_notes(variant):
    """Notes of the positive list to be read before approving (R-LIST-2)."""
    filing = getattr(variant, "filing", None)
    return admission_cache.on().lines_to_confirm(filing) if filing else []


@require_POST
@permission_required("catalog.change_filing")
def approve(request, pk):
    variant = get_object_or_404(WITH_FILING, pk=pk)
    if _list_notes(variant) and "list_read" not in request.POST:
        messages.error(request, _("Read the positive list's notes and confirm them first."))
        return redirect("catalog_staff:filing", variant.pk)
    try:
        approve_filing(variant, request.user)
        messages.success(request, _("%(sku)s is approved.") % {"sku": variant.sku})
    except IncompleteFilingError as exc:
        text = " ".join(str(reason.message) for reason in exc.reasons)
        messages.error(request, f"{variant.sku}: {text}")
    return redirect(_back(request, variant))


@require_POST
@permission_required("catalog.change_filing")
def withdraw(request, pk):
    variant = get_object_or_404(Variant, pk=pk)
    reason = request.POST.get("reason", "").strip()[:200] or _("withdrawn by staff")
    if withdraw_approval(variant, request.user, reason):
        messages.success(
            request, _("%(sku)s is no longer for sale but is still shown.") % {"sku": variant.sku}
        )
    return redirect(_back(request, variant))


@require_POST
@permission_required("catalog.change_variant")
def price(request, pk):
    variant = get_object_or_404(Variant, pk=pk)
    form = PriceForm(request.POST, currency=variant.currency)
    if form.is_valid():
        _change_price(request, variant, **form.cleaned_data)
    else:
        messages.error(request, _("This is not a price in yuan."))
    return redirect("catalog_staff:filing", variant.pk)


def _change_price(request, variant, *, was, was_in, price, reason, currency=""):
    currency = currency or variant.currency
    # what the form showed: a price changed meanwhile must not be overwritten unseen
    variant.price, variant.currency = was, was_in or variant.currency
    try:
        if change_price(variant, price, request.user, currency=currency, reason=reason):
            messages.success(request, changed_price_text(variant.product))
    except StalePriceError:
        messages.error(
            request, _("Someone else has changed the price in the meantime. Please check again.")
        )


@require_POST
@permission_required("catalog.change_stockrecord")
def count(request, pk):
    record = get_object_or_404(StockRecord, pk=pk)
    form = StockForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            set_on_hand(record, data["pieces"], actor=request.user, reason=data["reason"])
            messages.success(request, _("The stock has been changed."))
        except StockMismatchError:
            messages.error(request, _("Orders have reserved more pieces than that."))
    else:
        messages.error(request, _("Enter the counted quantity and a reason."))
    return redirect("catalog_staff:filing", record.variant_id)


def _back(request, variant):
    where = request.POST.get("next", "")
    return where if is_own_path(request, where) else f"/admin/catalog/filings/{variant.pk}/"
