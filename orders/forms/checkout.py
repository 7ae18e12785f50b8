from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from orders.actions.place import CheckoutDetails
from orders.addresses import regions
from orders.checkout.priced_cart import MAX_PIECES
from orders.forms.fields import IdentityField, LineField, MobileField, NameField
from orders.identity.rules import is_minor
from orders.models import Buyer

SHIP = "ship"
REQUIRED = {"required": _("Please fill this in.")}


def line(label, **options):
    return {"label": label, "error_messages": REQUIRED, **options}


def consent(label, required):
    return forms.BooleanField(label=label, error_messages={"required": required})


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(min_value=0, required=False)

    def clean_quantity(self):
        wanted = self.cleaned_data["quantity"]
        return 1 if wanted is None else min(wanted, MAX_PIECES * 10)  # the cart says the rest


class AddressForm(forms.Form):
    """To whom and where: three selects that follow each other, with or without script."""

    consignee = NameField(
        **line(_("Consignee"), max_length=60),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mobile = MobileField(
        **line(_("Mobile number"), max_length=30),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    province = forms.CharField(**line(_("Province")), widget=forms.Select)
    city = forms.CharField(**line(_("City")), widget=forms.Select)
    district = forms.CharField(**line(_("District")), widget=forms.Select)
    detail = LineField(
        **line(_("Street and number"), min_length=4, max_length=120),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self._offer_regions()

    def _offer_regions(self):
        province = self._value_of("province")
        city = self._value_of("city")
        for name, label, parent in (
            ("province", _("Province"), ""),
            ("city", _("City"), province),
            ("district", _("District"), city),
        ):
            # the choices follow what was typed, so a form works without script too
            offered = regions.below(parent) if parent or name == "province" else []
            self.fields[name].widget.choices = [("", label), *offered]

    @property
    def region_fields(self):
        return [self["province"], self["city"], self["district"]]

    def _value_of(self, name):
        return self.data.get(name) or self.initial.get(name) or ""

    def clean(self):
        super().clean()
        data = self.cleaned_data
        district = data.get("district")
        # a forged or stale district would stand on the waybill and fail at the carrier
        fits = not district or (
            regions.is_district(district)
            and regions.parent_of(district) == data.get("city")
            and regions.parent_of(data["city"]) == data.get("province")
        )
        if not fits:
            self.add_error("district", _("Please choose the district again."))
        return data


class CheckoutForm(AddressForm):
    """The paper between cart and payment. `remembered`: the account's last orderer, shown masked
    in place of name and number until the buyer asks to change it."""

    email = forms.EmailField(
        **line(_("E-mail address")),
        help_text=_("Updates on the order and a link to it are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    save_address = forms.BooleanField(label=_("Save this address"), required=False)
    fulfilment = forms.ChoiceField(
        label=_("Delivery or pick-up"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _(
                "These goods can't be picked up at this counter now. Please choose again."
            )
        },
    )

    real_name = NameField(**line(_("Real name"), max_length=60))
    id_number = IdentityField(
        **line(_("Identity number"), max_length=40),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    guardian_agrees = forms.BooleanField(
        label=_("The orderer is under 18: a guardian agrees to this order"), required=False
    )
    identity_consent = consent(
        _("Use of the identity number"),
        _("Without this consent the order can't be declared to customs."),
    )
    sharing_consent = consent(
        _("Sharing data with partners"),
        _("Without this consent the order can't be packed and delivered."),
    )
    risk_consent = consent(_("Risk notice"), _("Please read the notice and agree to it first."))
    # a double click places one order (trap 12)
    client_token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    # what the buyer saw: a price that changed since must be shown, not charged
    expected_total = forms.DecimalField(
        max_digits=14, decimal_places=2, widget=forms.HiddenInput, localize=False
    )

    def __init__(self, *args, user=None, remembered=None, counters=(), confirmable=(), **options):
        super().__init__(*args, **options)
        self.remembered: Buyer | None = remembered
        self.minor = False
        if remembered:
            # R-PRIV-6: the plain number is never sent back to a browser
            del self.fields["real_name"], self.fields["id_number"]
        if not user:
            del self.fields["save_address"]
        elif user.email:
            # the account's own address serves
            self.fields["email"].required = False
        self._offer_counters(counters)
        self._offer_confirmations(confirmable)

    def _offer_counters(self, counters):
        """Pick-up only where the goods lie in the zone of a counter that may hand over."""
        self.counters = {center.slug: center for center in counters}
        if not self.counters:
            del self.fields["fulfilment"]
            return
        label = _("Pick-up at %(center)s")
        names = [(slug, label % {"center": c.name}) for slug, c in self.counters.items()]
        cast(forms.ChoiceField, self.fields["fulfilment"]).choices = [
            (SHIP, _("Ship to this address")),
            *names,
        ]
        self.initial.setdefault("fulfilment", SHIP)

    def _offer_confirmations(self, rows):
        """One box for each good whose return the buyer may waive; never ticked for anyone, and
        never required (R-SEVEN-2)."""
        label = _("No-reason return does not apply to “%(title)s”.")
        self.confirmable = {f"no_return_{row.variant.pk}": row.variant.pk for row in rows}
        for row in rows:
            self.fields[f"no_return_{row.variant.pk}"] = forms.BooleanField(
                label=label % {"title": row.title}, required=False
            )

    @property
    def no_return_fields(self):
        return [self[name] for name in self.confirmable]

    def clean(self):
        data = super().clean()
        number = data.get("id_number")
        self.minor = is_minor(number) if number else False
        if self.minor and not data.get("guardian_agrees"):
            self.add_error(
                "guardian_agrees",
                _("This number belongs to a minor. Please let a guardian agree to the order."),
            )
        return data

    def details(self):
        data = self.cleaned_data
        return CheckoutDetails(
            consignee=data["consignee"],
            mobile=data["mobile"],
            district_code=data["district"],
            detail=data["detail"],
            email=data.get("email", ""),
            buyer=self.remembered,
            name=data.get("real_name", ""),
            id_number=data.get("id_number", ""),
            save_address=data.get("save_address", False),
            pick_up_at=self.counters.get(data.get("fulfilment")),
            no_return=frozenset(pk for name, pk in self.confirmable.items() if data.get(name)),
        )


class KeptAddressForm(AddressForm):
    """An address of the buyer's own book."""

    is_default = forms.BooleanField(label=_("Use as default address"), required=False)
