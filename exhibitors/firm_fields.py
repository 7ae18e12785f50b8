from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from exhibitors.models import Exhibitor


class FirmFields(forms.Form):
    """A firm's country and kinds of trade, chosen by name; the model has them as codes."""

    country = forms.ChoiceField(label=_("Country"))
    kinds_of_trade = forms.MultipleChoiceField(
        label=_("Kinds of trade"),
        choices=Exhibitor.Trade.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, firm=None, **kwargs):
        super().__init__(*args, **kwargs)
        empty = ("", _("Choose a country or region"))
        self.fields["country"].choices = [empty, *country_choices()]
        kinds = (firm or self.instance).kinds_of_trade.split(",")
        self.initial["kinds_of_trade"] = [kind.strip() for kind in kinds if kind.strip()]

    def clean_kinds_of_trade(self):
        return ",".join(self.cleaned_data["kinds_of_trade"])


def country_choices() -> list[tuple[str, str]]:
    """(alpha-2 code, name in the language in use) of each country, from the hook of
    that name: the table belongs to the catalogue, an app above."""
    return [choice for choices in hooks.get_hooks("country_choices") for choice in choices()]
