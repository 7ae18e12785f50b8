"""What of the exhibitors waits for the organizers (settings.WAITING)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from exhibitors.models import Participation
from expo.admin.waiting import Waiting


def applications(user):
    """Applications handed in and not answered yet, for whoever may answer."""
    if not user.has_perm("exhibitors.change_participation"):
        return []
    state = Participation.State.SUBMITTED
    return [
        Waiting(
            _("Applications to answer"),
            Participation.objects.filter(state=state).count(),
            f"{reverse('wagtailsnippets_exhibitors_participation:list')}?state={state}",
        )
    ]
