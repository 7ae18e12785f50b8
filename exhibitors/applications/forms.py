from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibitors.countries import country_choices
from exhibitors.models import Application, Exhibitor, Package
from expo.models import EditionPage

FIRM = ("name_zh", "name_en", "country", "kinds_of_trade")


def editions_open():
    """Editions, in the site's first language, that take applications; the soonest first."""
    today = timezone.localdate()
    live = EditionPage.objects.live().filter(
        locale__language_code=settings.LANGUAGE_CODE, ends_on__gte=today
    )
    return [each for each in live.order_by("starts_on") if each.takes_applications(today)]


class EditionField(forms.ModelChoiceField):
    def label_from_instance(self, edition):
        return edition.localized.title


class ApplicationForm(forms.ModelForm):
    """What an exhibitor states before anything is promised."""

    edition = EditionField(EditionPage.objects.none(), label=_("Edition"), empty_label=None)
    package = forms.ModelChoiceField(
        Package.objects.order_by("max_goods", "pk"), label=_("Package"), empty_label=None
    )
    country = forms.ChoiceField(label=_("Country"))
    kinds_of_trade = forms.MultipleChoiceField(
        label=_("Kinds of trade"),
        choices=Exhibitor.Trade.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    terms = forms.BooleanField(label=_("I have read the trading rules and agree to them."))

    class Meta:
        model = Application
        fields = (
            "name_zh",
            "name_en",
            "country",
            "kinds_of_trade",
            "edition",
            "package",
            "wish",
            "contact_name",
            "contact_email",
            "contact_phone",
        )
        widgets = {
            "wish": forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "contact_phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        }
        labels = {
            "name_zh": _("Company name in Chinese"),
            "name_en": _("Company name in English"),
            "contact_name": _("Contact name"),
        }
        help_texts = {"wish": _("A stand, a neighbour, power or water: we will do our best.")}

    def __init__(self, *args, firm=None, **kwargs):
        super().__init__(*args, **kwargs)
        editions = [each.pk for each in editions_open()]
        self.fields["edition"].queryset = EditionPage.objects.filter(pk__in=editions).order_by(
            "starts_on"
        )
        self.fields["country"].choices = [("", _("Choose a country or region")), *country_choices()]
        # optional in the model; the English pages need it
        self.fields["name_en"].required = True
        self.fields["name_en"].widget.attrs["lang"] = "en"
        self.fields["name_zh"].widget.attrs["lang"] = "zh-Hans"
        kinds = (firm or self.instance).kinds_of_trade
        self.initial["kinds_of_trade"] = [kind for kind in kinds.split(",") if kind]
        if firm is not None:  # what the expo knows of it already is changed at the desk
            self.initial |= {name: getattr(firm, name) for name in FIRM if name not in self.initial}
            for name in FIRM:
                self.initial.setdefault(name, getattr(firm, name))
                # the kind of trade alone may differ from edition to edition
                self.fields[name].disabled = name != "kinds_of_trade"

    def clean_kinds_of_trade(self):
        return ",".join(self.cleaned_data["kinds_of_trade"])

    def _post_clean(self):
        """Leave the row alone: the action writes it."""
