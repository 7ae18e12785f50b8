from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from catalog.models import Variant
from centers.models import DisplayCenter
from centers.remembered_center import remembered_center
from core.next_url import is_own_path
from core.rate_limits import limited
from orders import access
from orders.checkout.cart import (
    add_variant,
    cart_of,
    change_quantity,
    get_or_create_cart,
    remember_count,
)
from orders.checkout.prefill import remembered_buyer
from orders.checkout.priced_cart import title_of
from orders.checkout.pricing import cart_lines, price_cart
from orders.forms.checkout import QuantityForm
from orders.limits import quota


@never_cache
def cart(request):
    own = cart_of(request)
    lines = cart_lines(own)
    buyer = remembered_buyer(access.account_of(request)) if lines else None
    # where the orderer is known the cart says already what the checkout would
    person = (
        {"person": buyer.id_hash, "used_before": quota.balance(buyer.id_hash).used} if buyer else {}
    )
    priced = price_cart(lines, **person)
    remember_count(request, own)
    return render(request, "orders/cart.html", {"cart": priced})


@require_POST
@limited("cart")
def add_to_cart(request):
    """POST variant (pk) or sku, quantity, center (slug); next: where to go; buy: to checkout."""
    variant = _variant(request)
    form = QuantityForm(request.POST)
    quantity = form.cleaned_data["quantity"] if form.is_valid() else 1
    own = get_or_create_cart(request)
    line, sentence = add_variant(own, variant, max(quantity, 1), center=_center(request, variant))
    remember_count(request, own)
    if sentence:
        messages.warning(request, sentence)
    if "buy" in request.POST and line is not None:
        if own.lines.exclude(pk=line.pk).exists():
            messages.info(
                request,
                _(
                    "Your cart already held other goods, which are part of this order. Remove "
                    "them in the cart if you do not want them."
                ),
            )
        return redirect("orders:checkout")
    if line is not None and not sentence:
        title = title_of(variant)
        messages.success(request, _("“%(title)s” is in your cart.") % {"title": title})
    return redirect(_next(request))


@require_POST
@limited("cart")
def change_line(request, pk):
    """POST quantity; 0, or the button `remove`, takes the line out."""
    own = cart_of(request)
    if own is not None:
        lines = own.lines.select_related("variant__product__exhibitor", "variant__filing")
        line = get_object_or_404(lines, pk=pk)
        form = QuantityForm(request.POST)
        if "remove" in request.POST:
            change_quantity(line, 0)
        elif form.is_valid():
            if sentence := change_quantity(line, form.cleaned_data["quantity"]):
                messages.warning(request, sentence)
        else:
            messages.error(request, _("Please enter the quantity in digits."))
        remember_count(request, own)
    return redirect("orders:cart")


def _variant(request):
    """Shown goods only; what is not for sale is said in a message, not by a missing page."""
    shown = Variant.objects.select_related("product__exhibitor", "filing").filter(
        product__live=True
    )
    if sku := request.POST.get("sku", "").replace("\0", ""):  # PostgreSQL refuses NUL
        return get_object_or_404(shown, sku=sku)
    pk = request.POST.get("variant", "")
    return get_object_or_404(shown, pk=pk if pk.isdecimal() and len(pk) < 18 else 0)


def _center(request, variant):
    """The display center named by the form, else the one whose shelf code led here; None where
    the goods don't stand there: they were not seen on its shelves (R-O2O-9)."""
    slug = request.POST.get("center", "")
    if slug.isprintable() and slug:
        center = DisplayCenter.objects.filter(slug=slug).first()
    else:
        center = remembered_center(request)
    return center if center and center.shows(variant.product_id) else None


def _next(request):
    url = request.POST.get("next", "")
    return url if is_own_path(request, url) else "orders:cart"
