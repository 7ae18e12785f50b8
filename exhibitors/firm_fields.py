from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from core.named_choices import NamedChoiceField
from exhibitors.models import Exhibitor


class FirmFields(forms.Form):
    """A firm's country and kinds of trade, chosen by name; the model has them as codes."""

    country = NamedChoiceField(label=_("Country"), choices=lambda: country_choices())
    kinds_of_trade = forms.MultipleChoiceField(
        label=_("Kinds of trade"),
        choices=Exhibitor.Trade.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, firm=None, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = (firm or self.instance).kinds_of_trade.split(",")
        self.initial["kinds_of_trade"] = [kind.strip() for kind in kinds if kind.strip()]

    def clean_kinds_of_trade(self):
        return ",".join(self.cleaned_data["kinds_of_trade"])


def country_choices() -> list[tuple[str, str]]:
    """(alpha-2 code, name in the language in use) of each country in the order of the names, from
    the hook of that name: the table belongs to the catalogue, an app above."""
    return [choice for choices in hooks.get_hooks("country_choices") for choice in choices()]
