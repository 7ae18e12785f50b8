"""One's own account in Wagtail's admin. Wagtail's page asks for a first and a last name, which we
don't keep, and would save nothing without them: not even the language."""

from django import forms
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel

from core.models import User


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]


class NamePanel(NameEmailSettingsPanel):
    form_class = NameForm


class SiteAccountView(AccountView):
    def get_panels(self):
        panels = super().get_panels()
        # in place: Wagtail's order of panels stays
        for n, panel in enumerate(panels):
            if isinstance(panel, NameEmailSettingsPanel):
                panels[n] = NamePanel(panel.request, panel.user, panel.profile)
        return panels


account = require_admin_access(SiteAccountView.as_view())
