from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orders import access
from orders.actions.ship import deliver, ship, why_not_moved


@require_POST
def move_parcel(request, number):
    """A clerk notes that the parcel has left the zone (`ship`, with carrier and waybill) or was
    signed for (`deliver`). For nobody else does this URL exist."""
    if not access.is_clerk(request.user):
        raise Http404
    order = access.order_to_act_on(request, number)
    if "deliver" in request.POST:
        moved = deliver(order, actor=request.user)
    else:
        moved = ship(
            order,
            carrier_name=_typed(request, "carrier")[:100],
            waybill_number=_typed(request, "waybill")[:60],
            actor=request.user,
        )
    if moved:
        messages.success(request, _("Saved; the buyer has been notified."))
    else:
        messages.error(request, why_not_moved(order))
    return redirect("orders:order", number)


def _typed(request, name):
    return " ".join(request.POST.get(name, "").split())
