from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from clearance.views.access import is_confirmed, may_act
from orders.actions.cancel import request_withdrawal
from orders.errors import OrderActionError
from orders.models import Order


@may_act
@require_POST
def withdraw(request, number):
    """A clerk asks customs to let a declared list go."""
    order = get_object_or_404(Order, number=number)
    if not is_confirmed(request):
        return _back(order)
    reason = " ".join(request.POST.get("reason", "").split())[:150]
    try:
        request_withdrawal(order, actor=request.user, reason=reason or _("Cancelled by our staff."))
    except OrderActionError as exc:
        messages.error(request, str(exc))
    else:
        messages.success(
            request,
            _(
                "Recorded. We are applying to customs to withdraw the declaration and "
                "will notify you either way."
            ),
        )
    return _back(order)


def _back(order):
    newest = order.messages.filter(superseded_at=None).order_by("-pk").first()
    return redirect("clearance:message", newest.pk) if newest else redirect("clearance:overview")
