"""A frame for each counter at which a person serves."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.workplaces import LinkGroup, WorkLink, Workplace, WorkSearch
from centers.models import DisplayCenter
from core.groups import COUNTER


def counters(user):
    if not user.belongs_to(COUNTER):
        return []
    centers = DisplayCenter.objects.staffed_by(user)
    text = _("Shelves and pick-ups")
    return [_counter(center, text) for center in centers] or [
        Workplace(_("Counter"), text, reverse("orders:counters"))
    ]


def _counter(center, text):
    url = reverse("orders:counter", args=[center.slug])
    links = (
        WorkLink(_("Hand over"), url, "scan-line"),
        WorkLink(_("Shelves"), center.get_absolute_url(), "layout-grid"),
        WorkLink(_("Print labels"), reverse("centers:labels", args=[center.slug]), "printer"),
    )
    search = WorkSearch(_("Pick-up code or order number"), url)
    return Workplace(_("Counter"), text, url, center.name, (LinkGroup("", links),), search)
