from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Product


class GoodForm(forms.ModelForm):
    """What an exhibitor says of a good. Price and stock have forms of their own, what customs must
    know is the staff's."""

    class Meta:
        model = Product
        fields = (
            "name_zh",
            "name_en",
            "highlight_zh",
            "highlight_en",
            "description_zh",
            "description_en",
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": 8, "maxlength": 6000})
            for name in ("description_zh", "description_en")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["lang"] = "en" if name.endswith("_en") else "zh-Hans"

    def _post_clean(self):
        """The row is written as a revision by `save_draft`, which cleans it there."""

    def clean(self):
        cleaned = super().clean()
        for name in ("description_zh", "description_en"):
            if len(cleaned.get(name) or "") > 6000:
                self.add_error(name, _("At most 6,000 characters."))
        return cleaned


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


class StockForm(forms.Form):
    was = forms.IntegerField(widget=forms.HiddenInput)
    pieces = forms.IntegerField(label=_("Pieces on hand"), min_value=0, max_value=10_000_000)
    reason = forms.CharField(label=_("Reason"), max_length=80)
