from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.prices.stated import YUAN, typed_price
from exhibitors.desk.forms import DraftForm


class ProductDraftForm(DraftForm):
    """What an exhibitor says of a good. Price and stock have forms of their own, what customs must
    know is the staff's."""

    longest = 6000


class PriceForm(forms.Form):
    """`was`, `was_in`: the price the form showed, so that nobody overwrites a change not seen."""

    was = forms.DecimalField(widget=forms.HiddenInput, required=False)
    was_in = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    price = forms.DecimalField(
        label=_("Price before tax, yuan"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("Empty: on display only."),
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        required=False,
        help_text=_("Products are sold in yuan; in another currency they are on display only."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=120, required=False)

    def __init__(self, *args, currency=YUAN, **kwargs):
        """currency: of the price now. It is kept or becomes yuan."""
        super().__init__(*args, **kwargs)
        if currency == YUAN:
            del self.fields["currency"]
            return
        self.fields["price"].label = _("Price before tax")
        cast(forms.ChoiceField, self.fields["currency"]).choices = [
            (currency, currency),
            (YUAN, YUAN),
        ]

    @classmethod
    def of(cls, variant):
        initial = {"was": variant.price, "price": typed_price(variant.price, variant.currency)}
        initial |= {"was_in": variant.currency, "currency": variant.currency}
        return cls(initial=initial, currency=variant.currency, auto_id=f"price-{variant.pk}-%s")


class StockForm(forms.Form):
    was = forms.IntegerField(widget=forms.HiddenInput)
    pieces = forms.IntegerField(label=_("Stock on hand"), min_value=0, max_value=10_000_000)
    reason = forms.CharField(label=_("Reason"), max_length=80)

    @classmethod
    def of(cls, record):
        initial = {"was": record.on_hand, "pieces": record.on_hand}
        return cls(initial=initial, auto_id=f"stock-{record.pk}-%s")
