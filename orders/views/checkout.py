import secrets

from django.conf import settings
from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET

from core.rate_limits import limited
from orders import access
from orders.actions.pick_up import counters_for
from orders.actions.place import PriceChangedError, place
from orders.addresses import regions
from orders.checkout import consents as consent
from orders.checkout.cart import cart_of, remember_count
from orders.checkout.prefill import (
    address_fields,
    checkout_defaults,
    remembered_buyer,
    saved_addresses,
)
from orders.checkout.pricing import cart_lines, price_cart
from orders.errors import OrderActionError
from orders.forms.checkout import CheckoutForm
from orders.limits import quota
from orders.models import OrderGroup
from orders.views.unsent_checkout import (
    is_of_another_account,
    respond_to_another_s_form,
    respond_to_unsent,
    take_typed,
)

STEPS = ("pick", "use_address", "new_identity")  # buttons that only fill in the form further


@never_cache
@sensitive_post_parameters("id_number", "real_name")
@limited("checkout", methods=["POST"])
def checkout(request):
    own = cart_of(request)
    if placed := _placed_already(request, own):
        return _redirect_to_payment(request, placed)
    page = CheckoutPage(request, own)
    if not page.lines:
        if placed := _placed_already(request, own):  # by a second click, since the line above
            return _redirect_to_payment(request, placed)
        if request.method == "POST":
            return respond_to_unsent(request, own)
        messages.info(request, _("Your cart is empty: please choose something first."))
        return redirect("orders:cart")
    if is_of_another_account(request):
        return respond_to_another_s_form(request)
    if request.method != "POST" or any(step in request.POST for step in STEPS):
        return page.render(page.blank_form())
    return _submit(request, own, page)


def _submit(request, own, page):
    form = page.filled_form()
    if not form.is_valid():
        return page.render(form, status=422)
    try:
        group = place(
            own,
            form.details(),
            client_token=_token_of(own, form.cleaned_data["client_token"]),
            expected_total=form.cleaned_data["expected_total"],
            user=access.account_of(request),
            language=get_language(),
        )
    except PriceChangedError as change:
        page.priced = change.priced
        was = form.cleaned_data["expected_total"]
        sentence = _("The total has changed from %(was)s to %(now)s yuan since you saw it.")
        form.add_error(None, sentence % {"was": was, "now": change.priced.total})
        form.add_error(None, _("Please check the new amounts and submit again."))
        return page.render(form, status=409)
    except OrderActionError as exc:
        form.add_error(None, exc.reasons)
        return page.render(form, status=409)
    access.remember_access(request, group)
    remember_count(request, None)
    return _redirect_to_payment(request, group)


class CheckoutPage:
    """The checkout page of one visitor: the priced cart and the form around it."""

    def __init__(self, request, own):
        self.request, self.cart = request, own
        self.user = access.account_of(request)

    @cached_property
    def remembered(self):
        change = "new_identity" in self.request.POST or "typed_identity" in self.request.POST
        return None if change else remembered_buyer(self.user)

    @cached_property
    def balance(self):
        return quota.balance(self.remembered.id_hash) if self.remembered else None

    @cached_property
    def lines(self):
        return cart_lines(self.cart)

    @cached_property
    def priced(self):
        """As the buyer has chosen: what is picked up bears no freight."""
        chosen = self.request.POST.get("fulfilment", "")
        counter = next((center for center in self.counters if center.slug == chosen), None)
        return self._price(counter) if counter else self._shipped

    @cached_property
    def counters(self):
        return counters_for(self._shipped.orders)

    @cached_property
    def _shipped(self):
        return self._price(None)

    def _price(self, counter):
        known = {}
        if self.balance:
            known = {"used_before": self.balance.used, "person": self.remembered.id_hash}
        return price_cart(self.lines, pick_up_at=counter, **known)

    def blank_form(self):
        """Nothing is judged yet: what was typed before a step stays, the rest is suggested."""
        typed = self.request.POST.dict()
        initial = {"client_token": secrets.token_urlsafe(24)}
        if typed:
            initial |= typed
            if address := self._chosen_address(typed.get("use_address", "")):
                initial |= address
        else:
            initial |= checkout_defaults(self.user) | take_typed(self.request, self.user)
        return self._form(initial=initial)

    def filled_form(self):
        return self._form(data=self.request.POST.copy())

    def _form(self, **options):
        return CheckoutForm(
            user=self.user,
            remembered=self.remembered,
            counters=self.counters,
            confirmable=self.priced.confirmable,
            **options,
        )

    def _chosen_address(self, pk):
        matching = [row for row in saved_addresses(self.user) if str(row.pk) == pk]
        return address_fields(matching[0]) if matching else None

    def render(self, form, status=200):
        total = self.priced.total
        if form.is_bound:
            form.data["expected_total"] = total  # the figure that this page shows
        form.initial["expected_total"] = total
        context = {
            "form": form,
            "cart": self.priced,
            "remembered": self.remembered,
            "balance": self.balance,
            "used": self.balance.used if self.balance else 0,
            "left": max(self.balance.left - self.priced.dutiable, 0) if self.balance else None,
            "minutes": settings.ORDER_PAYMENT_MINUTES,
            "addresses": saved_addresses(self.user),
            "notices": self._notices(),
            "rules": self.priced.quotes[0].rules if self.priced.quotes else None,
        }
        return render(self.request, "orders/checkout.html", context, status=status)

    def _notices(self):
        recipients = consent.recipients_of([order.exhibitor for order in self.priced.orders])
        notices = {kind: consent.consent_text(kind, recipients) for kind in consent.REQUIRED_KINDS}
        goods = consent.goods_named(row.title for row in self.priced.confirmable)
        return notices | {
            "no_return": consent.consent_text("no_return", goods=goods) if goods else None
        }


def _token_of(own, typed):
    """The form's token, bound to the cart it was shown for: what somebody else's form sends is
    another token, and never leads to these orders."""
    key = f"{own.pk}:{own.user_id or own.session_key}:{typed}"
    return salted_hmac("orders.checkout.token", key, algorithm="sha256").hexdigest()


def _placed_already(request, own):
    typed = request.POST.get("client_token")
    if own is None or not typed:
        return None
    group = OrderGroup.objects.filter(client_token=_token_of(own, typed)).first()
    if group is None:
        return None
    # the cart proves the guest, whose session may not have got the key before a crash
    access.remember_access(request, group)
    return group if access.may_see(request, group) else None


def _redirect_to_payment(request, group):
    return redirect("orders:pay", group.orders.order_by("pk").first().number)


@require_GET
@cache_control(public=True, max_age=86400)
def regions_below(request, code):
    """JSON list of [code, name] of what lies in a province or city; provinces for "all"."""
    matching = regions.below("" if code == "all" else code)
    if not matching:
        raise Http404
    return JsonResponse({"regions": matching})


@require_GET
def notice_text(request, kind, version):
    """The text of a consent by version, for readers of an order's documents."""
    try:
        text = consent.consent_text(kind, version=version)
    except LookupError as missing:
        raise Http404 from missing
    return render(request, "orders/consent_notice.html", {"notice": text})
