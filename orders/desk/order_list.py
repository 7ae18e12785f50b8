from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from catalog.desk.search import find_goods
from exhibitors.desk.access import at_desk
from exhibitors.desk.frame import desk_page
from orders.models import Order, OrderLine
from orders.models.order import ClearanceState, FulfilmentState, PaymentState
from orders.timeline.headline import headline_of

PAGE_SIZE = 20
PAID = Q(payment_state__in=[PaymentState.PAID, PaymentState.PARTLY_REFUNDED], cancelled_at=None)
RELEASED = Q(clearance_state=ClearanceState.RELEASED)
GONE = Q(fulfilment_state__in=[FulfilmentState.SHIPPED, FulfilmentState.DELIVERED])
SHOWN = {  # what the chips filter by
    "": (_("all"), Q()),
    "unpaid": (_("awaiting payment"), Q(payment_state=PaymentState.AWAITING, cancelled_at=None)),
    "customs": (_("with customs"), PAID & ~RELEASED),
    "to_ship": (_("released, to be shipped"), PAID & RELEASED & ~GONE),
    "shipped": (_("shipped"), PAID & GONE),
    "over": (
        _("cancelled or refunded"),
        Q(payment_state__in=[PaymentState.FAILED, PaymentState.REFUNDED])
        | Q(cancelled_at__isnull=False),
    ),
}


def search_filter(exhibitor, text):
    """Orders by the beginning of their number, or with one of the exhibitor's goods named so."""
    if not text:
        return Q()
    lines = OrderLine.objects.filter(variant__product__in=find_goods(exhibitor, text))
    return Q(number__istartswith=text) | Q(pk__in=lines.values("order"))


@at_desk
@require_GET
def exhibitor_orders(request, membership):
    """Orders of the exhibitor's own goods: numbers, goods, money and state, and nothing about the
    buyer (R-PRIV-3); the parcel's label is the logistics firm's affair."""
    shown = request.GET.get("state", "")
    shown = shown if shown in SHOWN else ""
    query = request.GET.get("q", "").replace("\0", "").strip()[:80]
    orders = (
        Order.objects.imports()
        .of_exhibitor(membership.exhibitor)
        .filter(SHOWN[shown][1], search_filter(membership.exhibitor, query))
        .select_related("zone", "center", "group", "pickup")
        .prefetch_related("lines")
        .defer("consignee", "consignee_mobile", "address", "district_code")
    )
    page = Paginator(orders, PAGE_SIZE).get_page(request.GET.get("page"))
    return desk_page(
        request,
        "orders/exhibitor_orders.html",
        membership,
        page_obj=page,
        rows=[{"order": order, "headline": headline_of(order)} for order in page],
        shown=shown,
        q=query,
        states=[(name, label) for name, (label, _condition) in SHOWN.items()],
    )
