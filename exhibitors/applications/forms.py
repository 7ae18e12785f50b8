from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibitors.applications.actions import FIRM_FIELDS
from exhibitors.firm_fields import FirmFields
from exhibitors.models import Application, Membership, Package, Participation
from expo.models import EditionPage


def editions_open():
    """Editions, in the site's first language, that take applications; the soonest first. One
    without a package that is on sale takes none."""
    today = timezone.localdate()
    live = EditionPage.objects.live().filter(
        locale__language_code=settings.LANGUAGE_CODE, ends_on__gte=today
    )
    return [
        each
        for each in live.order_by("starts_on")
        if each.takes_applications(today) and not waits_for_packages(each)
    ]


def waits_for_packages(edition):
    return not Package.objects.offered_at(edition).exists()


def packages_offered(editions):
    """What can be chosen at any of these, the smallest first."""
    pks = {
        pk
        for each in editions
        for pk in Package.objects.offered_at(each).values_list("pk", flat=True)
    }
    return Package.objects.filter(pk__in=pks).select_related("edition").order_by("max_goods", "pk")


def editions_offered(user, firm=None, *, another=False):
    """Open editions but for those that the firm takes part in already; without a firm, those of any
    firm the user owns. another: for a firm that the expo doesn't know yet."""
    if firm is not None:
        own = Participation.objects.filter(exhibitor=firm)
    else:
        owned = user.memberships.filter(role=Membership.Role.OWNER)
        own = Participation.objects.filter(exhibitor__in=owned.values("exhibitor"))
    taken = set() if another else {*own.accepted().values_list("edition", flat=True)}
    return [each for each in editions_open() if each.pk not in taken]


class EditionField(forms.ModelChoiceField):
    def label_from_instance(self, edition):
        return edition.localized.title


class PackageField(forms.ModelChoiceField):
    def label_from_instance(self, package):
        """Two editions may each have one of the same name."""
        if package.edition is None or not self.names_edition:
            return package.name
        return f"{package.name} · {package.edition.localized.title}"

    names_edition = False


class ApplicationForm(FirmFields, forms.ModelForm):
    """What an exhibitor states before anything is promised."""

    edition = EditionField(EditionPage.objects.none(), label=_("Edition"), empty_label=None)
    package = PackageField(Package.objects.none(), label=_("Package"), empty_label=None)
    terms = forms.BooleanField(label=_("I have read the trading rules and agree to them."))

    class Meta:
        model = Application
        fields = (
            *FIRM_FIELDS,
            *("edition", "package", "wish", "contact_name", "contact_email", "contact_phone"),
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

    def __init__(self, *args, firm=None, offered, **kwargs):
        super().__init__(*args, firm=firm, **kwargs)
        editions = EditionPage.objects.filter(pk__in=[each.pk for each in offered])
        self.fields["edition"].queryset = editions.order_by("starts_on")
        self.fields["package"].queryset = packages_offered(offered)
        self.fields["package"].names_edition = len(offered) > 1
        # optional in the model; the English pages need it
        self.fields["name_en"].required = True
        self.fields["name_en"].widget.attrs["lang"] = "en"
        self.fields["name_zh"].widget.attrs["lang"] = "zh-Hans"
        if firm is not None:  # what the expo knows of it already is changed at the desk
            for name in FIRM_FIELDS:
                self.initial.setdefault(name, getattr(firm, name))
                # the kind of trade alone may differ from edition to edition
                self.fields[name].disabled = name != "kinds_of_trade"

    def clean(self):
        data = super().clean()
        edition, package = data.get("edition"), data.get("package")
        offered = edition and Package.objects.offered_at(edition)
        if offered and package and not offered.filter(pk=package.pk).exists():
            self.add_error("package", _("This package is not offered at this edition."))
        return data

    def _post_clean(self):
        """Leave the row alone: the action writes it."""
