"""What of the exhibitors waits for the organizers (the hook `pending_items`)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from exhibitors.models import Application, Enquiry
from expo.admin.pending import PendingWork


def applications(user):
    """Applications submitted and not answered yet, for users who may answer."""
    if not user.has_perm("exhibitors.change_application"):
        return []
    url = reverse("wagtailsnippets_exhibitors_application:list")
    url += f"?state={Application.State.SUBMITTED}"
    return [PendingWork(_("Applications to answer"), Application.objects.waiting().count(), url)]


def enquiries(user):
    """Enquiries without an answer that went to no firm, or that firms leave lying."""
    if not user.has_perm("exhibitors.change_enquiry"):
        return []
    url = reverse("wagtailsnippets_exhibitors_enquiry:list")
    return [PendingWork(_("Enquiries to answer"), Enquiry.objects.waiting().count(), url)]
