"""What an exhibitor types to sell abroad, and when the money has come."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.codes import countries
from core.named_choices import NamedChoiceField
from orders.actions.place_export import MAX_LINES, ForeignConsignee
from orders.forms.checkout import line
from orders.forms.fields import LineField

PHONE = re.compile(r"\+?[\d\s()/.-]{5,29}")


def countries_abroad():
    """Those that customs has a number for; China is no export."""
    known = countries.countries()
    return [
        (code, name) for code, name in countries.choices() if code != "CN" and known[code].customs
    ]


class GoodForm(forms.Form):
    """A line of an export; one that is left empty is none."""

    good = forms.TypedChoiceField(label=_("Product"), coerce=int, empty_value=None, required=False)
    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=9999, required=False)

    def __init__(self, *args, filings, **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["good"]).choices = [
            ("", "—"),
            *((f.variant_id, _good(f)) for f in filings),
        ]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        for name in ("good", "quantity"):
            if name not in self.errors and not data.get(name) and any(data.values()):
                self.add_error(name, _("Choose a product and a quantity."))
        return data


class Goods(forms.BaseFormSet):
    """The lines: at least one, and no good twice."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            field.required = index == 0

    def clean(self):
        if any(self.errors):
            return
        goods = [form.cleaned_data.get("good") for form in self if form.cleaned_data.get("good")]
        if not goods:
            raise ValidationError(_("Choose a product and a quantity."))
        if len(goods) != len(set(goods)):
            raise ValidationError(_("The same product is in two lines: please combine them."))

    def wanted(self):
        """Pieces by variant, as place_export takes them."""
        lines = [form.cleaned_data for form in self if form.cleaned_data.get("good")]
        return {line["good"]: line["quantity"] for line in lines}


ROWS, MORE_ROWS = 1, 3


def goods_form(filings, data=None, *, more=False):
    """The lines as typed; `more`: with empty ones below, and nothing judged yet."""
    rows = forms.formset_factory(
        GoodForm, Goods, extra=MORE_ROWS if more else ROWS, max_num=MAX_LINES, validate_max=True,
        absolute_max=MAX_LINES,
    )  # fmt: skip
    options: dict[str, Any] = {"form_kwargs": {"filings": filings}, "prefix": "line"}
    if not more:
        return rows(data, **options)
    typed = [
        {name: data.get(f"line-{n}-{name}", "") for name in ("good", "quantity")}
        for n in range(MAX_LINES)
        if f"line-{n}-good" in data
    ]
    return rows(initial=typed, **options)


class ExportForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, min_length=16)
    freight = forms.DecimalField(
        **line(_("Freight paid by the consignee (yuan)")),
        min_value=0,
        max_digits=10,
        decimal_places=2,
        initial="0.00",
        help_text=_(
            "Declared separately from the goods; the payment received is goods plus freight."
        ),
    )
    consignee = LineField(**line(_("Overseas consignee"), max_length=60))
    country = NamedChoiceField(**line(_("Country")), choices=countries_abroad)
    address = LineField(**line(_("Overseas address"), max_length=200, min_length=4))
    mobile = LineField(**line(_("Overseas telephone"), max_length=30))

    def clean_mobile(self):
        number = self.cleaned_data["mobile"]
        if not PHONE.fullmatch(number):
            raise ValidationError(_("Digits only, with + before the country code."))
        return number

    def abroad(self):
        names = ("consignee", "country", "address", "mobile")
        return ForeignConsignee(**{name: self.cleaned_data[name] for name in names})


def _good(filing):
    title = f"{filing.variant.product.name} {filing.variant.spec}".strip()
    return f"{title} · {filing.variant.sku} · {filing.mode} · ¥{filing.price}"


class MoneyForm(forms.Form):
    reference = LineField(
        **line(_("Number of the payment on your account"), max_length=40),
        help_text=_("As on the bank statement; it is reported to customs as the payment number."),
    )
    received_at = forms.DateTimeField(
        **line(_("Arrived at")),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        initial=timezone.localtime,
    )
    payer = LineField(label=_("Payer"), max_length=60, required=False)

    def clean_received_at(self):
        at = self.cleaned_data["received_at"]
        if at > timezone.now():
            raise ValidationError(_("That is in the future."))
        return at
