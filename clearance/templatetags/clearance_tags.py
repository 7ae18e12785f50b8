"""What a clerk sees of an order's life beside one of its documents."""

from datetime import datetime

from django import template
from django.utils import timezone

from clearance.clerk.advice import status_text
from clearance.clerk.order_rows import mark_stage, signs
from clearance.clerk.progress import documents_of, next_step
from clearance.clerk.route_explanation import explain_route
from clearance.documents.kinds import LISTS
from clearance.models import Declaration, Message, TaxBill, stored_errors
from clearance.views.access import acts
from orders.actions.cancel import may_request_withdrawal
from orders.actions.correct_consignee import masked_name
from orders.models.order import ClearanceState

register = template.Library()
register.filter("error_text", stored_errors.error_text)
register.filter("masked_name", masked_name)
STATES = {**dict(Message.State.choices), **dict(ClearanceState.choices)}


@register.filter
def state_label(text):
    """What the records say, in the reader's language where it is a state; figures stay."""
    return STATES.get(text, text)


@register.filter
def export_status(code):
    """Customs' status of an export's document with its meaning."""
    return f"{code} {status_text(code, 'export')}" if code else ""


@register.filter
def trimmed(figure):
    """4.00000 as 4."""
    return "" if figure is None else f"{figure.normalize():f}"


@register.filter
def customs_clock(moment):
    """Customs' time of an answer, 17 digits in Beijing time, as `12-01 23:30:53`."""
    if len(moment) < 14 or not moment.isdecimal():
        return moment
    month, day, hour, minute, second = (moment[i : i + 2] for i in range(4, 14, 2))
    return f"{month}-{day} {hour}:{minute}:{second}"


@register.filter
def beijing_clock(moment):
    """A ledger entry's time, UTC in ISO 8601, as `12-01 23:30:53` in Beijing."""
    return f"{timezone.localtime(datetime.fromisoformat(moment)):%m-%d %H:%M:%S}"


@register.inclusion_tag("clearance/_order_route.html", takes_context=True)
def order_route(context, message):
    """Its order's route in words, tax bills beside our estimate, and the button to take it back."""
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
        "may_withdraw": may and message.kind in LISTS and order and may_request_withdrawal(order),
        "cancel_requested": order and order.cancel_requested_at and not order.cancelled_at,
    }


@register.inclusion_tag("clearance/_document_strip.html")
def document_strip(order, message=None):
    """The order's documents as a strip, and what happens next; message: the page one is on, whose
    own trouble that page tells itself."""
    documents = documents_of(order)
    step, glyphs = next_step(order, documents), signs()
    return {
        "order": order,
        "documents": [
            (one, glyphs.get(one.kind, one.kind), _mark(one, order)) for one in documents
        ],
        "here": message.pk if message else None,
        "next": step,
        "url": step.url(order),
        "shown_below": message is not None and step.page == message.pk,
    }


def _mark(document, order):
    return mark_stage(document.message, order)


@register.simple_tag
def declaration_of(order):
    """The order's list as customs holds it, with the numbers that its seller may need; None before
    customs has one."""
    return Declaration.objects.filter(order=order).exclude(invt_no="").last()
