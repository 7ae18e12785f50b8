"""The clerk's frame; organizers look at the same pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.workplaces import LinkGroup, WorkLink, Workplace, WorkSearch
from core.groups import CLERKS, ORGANIZERS


def desk(user):
    if not user.belongs_to(CLERKS, ORGANIZERS):
        return []
    url = reverse("clearance:overview")
    return [
        Workplace(
            _("Clearance desk"),
            _("Waiting and rejected documents"),
            url,
            link_groups=(_documents(), _agreement(), _settings()),
            search=WorkSearch(_("Order, waybill or customs number"), url),
            reads_only=not user.belongs_to(CLERKS),
        )
    ]


def _documents():
    return LinkGroup(
        pgettext("customs", "Documents"),
        (
            _link(pgettext("clerk", "In progress"), "overview", "receipt-text"),
            _link(_("Returns"), "returns", "undo-2"),
            _link(pgettext("clerk", "Blocked"), "blocked", "hourglass"),
            _link(_("Unmatched receipts"), "unmatched", "circle-help"),
        ),
    )


def _agreement():
    return LinkGroup(
        pgettext("clerk", "Accounts"),
        (
            _link(_("Reconciliation"), "discrepancies", "scale"),
            _link(_("Tax bills"), "tax_bills", "file-check"),
            WorkLink(_("Payments"), reverse("orders:clerk_payments"), "banknote"),
            _link(_("Exports by month"), "exports", "calendar"),
            _link(_("Exports under way"), "departures", "plane"),
        ),
    )


def _settings():
    return LinkGroup(
        pgettext("clerk", "Settings"),
        (
            _link(_("Payment data"), "payment_data", "file-text"),
            _link(_("Zones"), "zones", "map-pin"),
        ),
    )


def _link(label, name, icon):
    return WorkLink(label, reverse(f"clearance:{name}"), icon)
