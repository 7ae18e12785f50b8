from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.rate_limits import limited
from orders import access
from orders.actions.pick_up import renew_code
from orders.errors import reasons_as_messages


@never_cache
@require_POST
@limited("checkout")
def new_pickup_code(request, number):
    """For the orderer alone: staff who may read the order get no code from it."""
    own = access.own_order(request, number)
    if not hasattr(own, "pickup"):
        raise Http404
    with reasons_as_messages(request):
        renew_code(own)
        messages.success(
            request, _("Here is your new pick-up code; the previous one is no longer valid.")
        )
    return redirect("orders:order", number)
