"""The way to the desk, for those who work at one."""

from django.utils.translation import gettext as _

from accounts.workplaces import Workplace
from core.templatetags.navigation import path


def desks(user):
    """One way for any number of exhibitors: `desk/` lets the member choose."""
    if not user.memberships.exists():
        return []
    return [Workplace(_("Exhibitor desk"), _("Booth, goods, enquiries"), path("desk/"))]
