from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from clearance.models import PartyRole


class EnterpriseForm(WagtailAdminModelForm):
    """Roles as boxes to tick; an interface must be one that the settings know."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("roles"),
        choices=PartyRole.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("The roles it may have for orders."),
    )

    def clean_interface(self):
        interface = self.cleaned_data["interface"]
        if interface and interface not in settings.CLEARANCE_PARTNERS:
            known = ", ".join(sorted(settings.CLEARANCE_PARTNERS))
            raise ValidationError(
                _("The site's settings have no such interface. Known: %(names)s.")
                % {"names": known}
            )
        return interface

    def clean_code(self):
        code = self.cleaned_data["code"].strip().upper()
        if not (code.isascii() and code.isalnum() and len(code) in (10, 18)):
            raise ValidationError(_("A customs code has 10 or 18 letters and digits."))
        return code
