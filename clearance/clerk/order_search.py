"""Orders for the organizers' search (the hook `staff_search`): by the beginning of their number or
of their waybill's."""

from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from core.groups import CLERKS, ORGANIZERS
from expo.admin.search import StaffSearchResult, StaffSearchSection
from orders.models import Order
from orders.timeline.headline import headline_of

A_LIST, SHORTEST = 20, 4


def orders(user, text):
    if len(text) < SHORTEST or not user.belongs_to(CLERKS, ORGANIZERS):
        return StaffSearchSection(_("Orders"))
    matching = Order.objects.select_related("group", "pickup").filter(
        Q(number__istartswith=text) | Q(shipment__waybill_number__istartswith=text)
    )
    documents = reverse("clearance:overview")
    return StaffSearchSection(
        _("Orders"),
        [
            StaffSearchResult(
                order.number,
                f"{documents}?{urlencode({'q': order.number})}",
                str(headline_of(order).title),
            )
            for order in matching.order_by("-pk")[:A_LIST]
        ],
    )
