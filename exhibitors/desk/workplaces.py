"""A frame for each exhibitor of a person."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.workplaces import LinkGroup, WorkLink, Workplace, WorkSearch


def desks(user):
    memberships = user.memberships.select_related("exhibitor").order_by("exhibitor__name_zh")
    return [_desk(membership.exhibitor) for membership in memberships]


def _desk(exhibitor):
    def link(label, name, icon):
        return WorkLink(label, reverse(f"desk:{name}", args=[exhibitor.slug]), icon)

    groups = (
        LinkGroup("", (link(pgettext("desk", "Today"), "overview", "house"),)),
        LinkGroup(
            pgettext("desk", "Selling"),
            (
                link(pgettext("desk", "Goods"), "goods", "package"),
                link(pgettext("desk", "Orders"), "orders", "receipt-text"),
                link(pgettext("desk", "Enquiries"), "enquiries", "message-square"),
                link(_("Returns"), "returns", "undo-2"),
                link(pgettext("desk", "Exports"), "exports", "plane"),
                link(pgettext("desk", "Import"), "goods_imports", "upload"),
            ),
        ),
        LinkGroup(
            pgettext("desk", "Presence"),
            (
                link(pgettext("desk", "Booth"), "booth", "store"),
                link(pgettext("desk", "Members"), "members", "users"),
            ),
        ),
    )
    url = reverse("desk:overview", args=[exhibitor.slug])
    text = _("Booth, goods, enquiries")
    search = WorkSearch(
        _("Own products: name, initials or SKU"), reverse("desk:goods", args=[exhibitor.slug])
    )
    return Workplace(_("Exhibitor desk"), text, url, exhibitor.name, groups, search)
