"""The desk among the workplaces of the account page."""

from django.utils.translation import gettext as _

from accounts.workplaces import Workplace
from core.templatetags.navigation import path


def desks(user):
    """One link for any number of exhibitors: `desk/` lets the member choose."""
    if not user.memberships.exists():
        return []
    return [Workplace(_("Exhibitor desk"), _("Booth, goods, enquiries"), path("desk/"))]
