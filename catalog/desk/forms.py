from django import forms
from django.utils.translation import gettext_lazy as _

from exhibitors.desk.forms import DraftForm


class ProductDraftForm(DraftForm):
    """What an exhibitor says of a good. Price and stock have forms of their own, what customs must
    know is the staff's."""

    longest = 6000


class PriceForm(forms.Form):
    """`was`: the price the form showed, so that nobody overwrites a change not seen."""

    was = forms.DecimalField(widget=forms.HiddenInput, required=False)
    price = forms.DecimalField(
        label=_("Price before tax, yuan"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("Empty: on display only."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=120, required=False)

    @classmethod
    def of(cls, variant):
        initial = {"was": variant.price, "price": variant.price}
        return cls(initial=initial, auto_id=f"price-{variant.pk}-%s")


class StockForm(forms.Form):
    was = forms.IntegerField(widget=forms.HiddenInput)
    pieces = forms.IntegerField(label=_("Stock on hand"), min_value=0, max_value=10_000_000)
    reason = forms.CharField(label=_("Reason"), max_length=80)

    @classmethod
    def of(cls, record):
        initial = {"was": record.on_hand, "pieces": record.on_hand}
        return cls(initial=initial, auto_id=f"stock-{record.pk}-%s")
