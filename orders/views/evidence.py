"""An order's evidence, to take along."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail import hooks

from core.rate_limits import limited
from orders import access


@never_cache
@require_GET
@limited("evidence")
def evidence(request, number):
    """R-DISP-2: the ZIP that the hook `order_evidence_bundle` makes, for the buyer, a guest with
    the key and clerks; anybody else's order does not exist."""
    order = access.order_to_act_on(request, number)
    [order_evidence_bundle] = hooks.get_hooks("order_evidence_bundle")
    content = order_evidence_bundle(order, user=access.account_of(request))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{order.number}.zip"'
    return response
