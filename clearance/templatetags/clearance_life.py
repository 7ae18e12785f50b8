"""What a clerk sees of an order's life beside one of its documents."""

from django import template

from clearance.documents.kinds import LISTS
from clearance.explaining import explain_route
from clearance.models import TaxBill
from clearance.views.access import acts
from orders.actions.cancel import may_ask_withdrawal

register = template.Library()


@register.inclusion_tag("clearance/_life.html", takes_context=True)
def life_of(context, message):
    """Its order's route in words, tax bills beside our estimate, and the way to take it back."""
    order, request = message.order, context.get("request")
    may = request is not None and acts(request.user)
    bills = TaxBill.objects.filter(declaration__order=order) if order else TaxBill.objects.none()
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "message": message,
        "order": order,
        "route": explain_route(order) if order else [],
        "bills": bills.select_related("declaration"),
        "may_withdraw": may and message.kind in LISTS and order and may_ask_withdrawal(order),
        "asked": order and order.cancel_asked_at and not order.cancelled_at,
    }
