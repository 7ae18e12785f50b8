"""The office's frame."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.workplaces import LinkGroup, WorkLink, Workplace
from core.groups import OFFICE, ORGANIZERS


def office(user):
    if not user.belongs_to(OFFICE, ORGANIZERS):
        return []
    url = reverse("reports:overview")
    figures = LinkGroup("", (WorkLink(_("Figures"), url, "chart-column"),))
    return [
        Workplace(
            _("Office"),
            _("Figures and reports"),
            url,
            link_groups=(figures,),
            reads_only=not user.belongs_to(OFFICE),
        )
    ]
