from wagtail.admin.panels import Panel

from exhibitors.reviewed_fields.differences import differences


class DifferencesPanel(Panel):
    """In the admin's editor: what the draft would change on the live page, field by field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "exhibitors/admin/differences_panel.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            live = type(self.instance).objects.filter(pk=self.instance.pk).first()
            context["differences"] = differences(live, self.instance) if live else []
            context["is_live"] = bool(live and live.live)
            return context


def field_panels(written, section, but=""):
    """Names of the fields declared in a section; `but` stands elsewhere in the admin's form."""
    return [field.name for field in written if field.section == section and field.name != but]
