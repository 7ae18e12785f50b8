"""One's own account in Wagtail's admin. Wagtail's page asks for a first and a last name, which we
don't keep, and would save nothing without them: not even the language."""

from django import forms
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel

from accounts.sign_in import sessions
from core.models import User


class OnlyNameAndLanguage:
    """Saves these two and no other field: a right that was revoked since the row was read would
    come back with it."""

    def save(self, commit=True):
        self.instance.save(update_fields=["name", "language"])
        return self.instance


class NameForm(OnlyNameAndLanguage, forms.ModelForm):
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

    def post(self, request):
        response = super().post(request)
        sessions.moved(request)  # Wagtail gives the session another key
        return response


account = require_admin_access(SiteAccountView.as_view())
