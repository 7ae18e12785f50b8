"""What an exhibitor types to sell abroad, and when the money has come."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.codes import countries
from orders.actions.place_export import Abroad
from orders.fields import LineField
from orders.forms import line

PHONE = re.compile(r"\+?[\d\s()/.-]{5,29}")


def countries_abroad():
    """Those that customs has a number for; China is no export."""
    known = countries.countries()
    return [
        (code, name) for code, name in countries.choices() if code != "CN" and known[code].customs
    ]


class ExportForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)
    good = forms.TypedChoiceField(**line(_("Good")), coerce=int)
    quantity = forms.IntegerField(**line(_("Pieces")), min_value=1, max_value=9999)
    consignee = LineField(**line(_("Consignee abroad"), max_length=60))
    country = forms.ChoiceField(**line(_("Country")))
    address = LineField(**line(_("Address abroad"), max_length=200, min_length=4))
    mobile = LineField(**line(_("Telephone abroad"), max_length=30))

    def __init__(self, *args, filings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["good"].choices = [("", "—"), *((f.variant_id, _good(f)) for f in filings)]
        self.fields["country"].choices = [("", "—"), *countries_abroad()]

    def clean_mobile(self):
        number = self.cleaned_data["mobile"]
        if not PHONE.fullmatch(number):
            raise ValidationError(_("A telephone number has digits, and + before the country's."))
        return number

    def wanted(self):
        return {self.cleaned_data["good"]: self.cleaned_data["quantity"]}

    def abroad(self):
        names = ("consignee", "country", "address", "mobile")
        return Abroad(**{name: self.cleaned_data[name] for name in names})


def _good(filing):
    title = f"{filing.variant.product.name} {filing.variant.spec_zh}".strip()
    return f"{title} · {filing.variant.sku} · {filing.mode} · ¥{filing.price}"


class MoneyForm(forms.Form):
    reference = LineField(
        **line(_("Number of the payment on your account"), max_length=40),
        help_text=_("As the bank's statement has it; customs hears it as the payment's number."),
    )
    received_at = forms.DateTimeField(
        **line(_("Arrived at")),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        initial=timezone.localtime,
    )
    payer = LineField(label=_("Who paid"), max_length=60, required=False)

    def clean_received_at(self):
        at = self.cleaned_data["received_at"]
        if at > timezone.now():
            raise ValidationError(_("That is in the future."))
        return at
