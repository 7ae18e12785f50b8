"""Where a signed-in person works, beside shopping."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail import hooks

from core import groups
from core.templatetags.navigation import path


@dataclass(frozen=True)
class Workplace:
    title: str
    text: str
    url: str


def workplaces_of(user):
    """The work pages this person may open, for the account page. Only links: each page checks.
    Apps that know their people by rows instead of groups register theirs by the hook
    `account_desks`."""
    # one query for all groups: belongs_to would ask once for each
    in_groups = set(user.groups.values_list("name", flat=True))
    everywhere = user.is_superuser

    def member(*names):
        return everywhere or in_groups & set(names)

    workplaces = [place for desks in hooks.get_hooks("account_desks") for place in desks(user)]
    if user.has_perm("wagtailadmin.access_admin"):
        workplaces.append(
            Workplace(_("Administration"), _("Pages, halls, programme, reviews"), "/admin/")
        )
    if member(groups.CLERKS):
        workplaces.append(
            Workplace(_("Clearance"), _("Waiting and rejected documents"), path("clearance/"))
        )
    if member(groups.CLERKS, groups.ORGANIZERS):
        url = path("orders/clerk/payments/")
        workplaces.append(Workplace(_("Payments"), _("Payments that need attention"), url))
    if member(groups.COUNTER):
        workplaces.append(Workplace(_("Counter"), _("Shelves and pick-ups"), path("counter/")))
    if member(groups.OFFICE):
        workplaces.append(Workplace(_("Office"), _("Figures and reports"), path("office/")))
    return workplaces
