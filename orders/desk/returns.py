"""`/desk/<slug>/orders/returns/`: what buyers send back of the exhibitor's goods."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from exhibitors.desk.access import at_desk
from exhibitors.desk.frame import desk_page
from exhibitors.models import Membership
from orders.errors import reasons_as_messages
from orders.models import Return
from orders.returns import close
from orders.returns.rules import expected_until, why_not_close

PAGE_SIZE = 20


def own(membership):
    return Return.objects.filter(order__exhibitor=membership.exhibitor).select_related("order")


@at_desk
@require_GET
def exhibitor_returns(request, membership):
    """Numbers, goods and where each stands; nothing about the buyer, nor the buyer's comment
    (R-PRIV-3)."""
    returns = own(membership).prefetch_related("lines__line").order_by("-pk")
    page = Paginator(returns, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [_row(one) for one in page]
    return desk_page(
        request, "orders/exhibitor_returns.html", membership, page_obj=page,
        rows=rows, may_close=membership.may_trade(),
    )  # fmt: skip


def _row(one):
    """until: the day its parcel is waited for, while it is."""
    waits = one.state == Return.State.ACCEPTED and not one.arrived_on
    return {
        "return": one,
        "until": expected_until(one) if waits else None,
        "overdue": waits and not why_not_close(one),
    }


@at_desk(write=Membership.may_trade)
@require_POST
def close_return(request, membership, returned):
    """The parcel never came: the exhibitor waits no longer, and the buyer gets an e-mail."""
    goods_return = get_object_or_404(own(membership), number=returned)
    with reasons_as_messages(request):
        closed = close(goods_return, actor=request.user)
        said = _("Closed; the buyer has been notified.") if closed else _("It is already closed.")
        messages.success(request, said)
    return redirect("desk:returns", membership.exhibitor.slug)
