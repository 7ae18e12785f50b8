"""The signed-in buyer's address book."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.rate_limits import limited
from orders.addresses.address_book import delete_address, forget_buyers, make_default, save_address
from orders.checkout.prefill import address_fields, remembered_buyer
from orders.errors import OrderActionError
from orders.forms.checkout import KeptAddressForm
from orders.limits import quota
from orders.models import Address


@never_cache
@login_required
@limited("checkout", methods=["POST"])
def addresses(request):
    """All of them, and the form for a new one."""
    return _book(request, None)


@never_cache
@login_required
@limited("checkout", methods=["POST"])
def address(request, pk):
    """The form filled with one of them."""
    return _book(request, get_object_or_404(Address, pk=pk, user=request.user))


def _book(request, edited):
    known = address_fields(edited) | {"is_default": edited.is_default} if edited else {}
    status = 200
    if request.method != "POST":
        form = KeptAddressForm(initial=known)
    elif "pick" in request.POST:  # without script: the lists below, nothing is judged yet
        form = KeptAddressForm(initial=request.POST.dict())
    else:
        form = KeptAddressForm(request.POST)
        if form.is_valid() and _kept(request, form, edited):
            return redirect("orders:addresses")
        status = 422
    remembered = None if edited else remembered_buyer(request.user)
    book = Address.objects.filter(user=request.user).order_by("-is_default", "-pk")
    context = {
        "form": form,
        "addresses": book,
        "edited": edited,
        "remembered": remembered,
        "balance": remembered and quota.balance(remembered.id_hash),  # R-LIM-9
    }
    return render(request, "orders/addresses.html", context, status=status)


def _kept(request, form, edited):
    data = form.cleaned_data
    fields = {name: data[name] for name in ("consignee", "mobile", "detail", "is_default")}
    fields["district_code"] = data["district"]
    try:
        save_address(request.user, fields, address=edited)
    except OrderActionError as exc:
        form.add_error(None, exc.reasons)
        return False
    messages.success(request, _("Address saved."))
    return True


@require_POST
@login_required
@limited("checkout")
def forget_orderer(request):
    """A consent taken back for what is to come (R-PRIV-2, 5)."""
    forget_buyers(request.user)
    messages.success(request, _("Deleted. The checkout will ask for your name and number again."))
    return redirect("orders:addresses")


@require_POST
@login_required
@limited("checkout")
def address_action(request, pk):
    """POST default or delete."""
    address = get_object_or_404(Address, pk=pk, user=request.user)
    if "delete" in request.POST:
        delete_address(address)
        messages.success(
            request, _("The address has been deleted. Existing orders are not affected.")
        )
    else:
        make_default(address)
        messages.success(request, _("This is now your default address."))
    return redirect("orders:addresses")
