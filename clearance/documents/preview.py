"""A partner's document as its stand-in would build it: to be looked at, never to be sent. The site
does not make another party's document (R-DOC-1)."""

import json

from django.db.models import Q

from catalog.models.zone import Direction
from ceb import Signer, beijing_stamp
from ceb.partner_documents import demo_document, without_empty
from ceb.self_signed import make_key_pair
from clearance.documents.exports import (
    export_list_request,
    export_order_document,
    export_waybill_request,
    money_request,
)
from clearance.documents.kinds import KINDS, When
from clearance.documents.order import order_document
from clearance.documents.rendering import facts_of, rendered
from clearance.documents.requests import list_request, payment_request, waybill_request
from clearance.models import Message

KINDS_OF = {
    direction: tuple(kind.code for kind in KINDS.values() if kind.direction == direction)
    for direction in Direction
}
ASKED = {kind.code for kind in KINDS.values() if kind.when is When.ASKED}


class NotAsked(Exception):
    """Nobody has asked for such a document of the order."""


def preview(order, kind, *, moment):
    """The XML of one of the kinds of the order's direction (KINDS_OF) for a paid order: of what
    every order has, as it would be written now; of what somebody asks for, as it was asked. Raises
    InvalidMessageError, InvalidRequestError or NotAsked."""
    if kind in ASKED:
        return signed(asked_document(order, kind, moment))
    if order.is_export:
        return export_preview(order, kind, moment)
    payment = min(order.payments.all(), key=lambda one: one.pk)
    if kind == "311":
        return order_document(order, payment, moment=moment)
    if kind == "411":
        return partner_document("411", payment_request(order, payment), moment)
    if kind == "511":
        return partner_document("511", waybill_request(order), moment)
    return signed(partner_document("621", list_request(order, waybill_answer(order)), moment))


def asked_document(order, kind, moment):
    """Of the newest request on file, whether it is about this order alone or about several."""
    mine = Message.objects.filter(Q(order=order) | Q(orders=order), kind=kind)
    message = mine.exclude(content=b"").order_by("-version", "-pk").first()
    if message is None:
        raise NotAsked
    return rendered(kind, bytes(message.content), facts=facts_of(message.zone), moment=moment)


def export_preview(order, kind, moment):
    if kind == "303":
        return export_order_document(order, moment=moment)
    if kind == "403":
        payment = min(order.payments.all(), key=lambda one: one.pk)
        return partner_document("403", money_request(order, payment), moment)
    if kind == "505":
        return partner_document("505", export_waybill_request(order), moment)
    return signed(
        partner_document("603", export_list_request(order, waybill_answer(order)), moment)
    )


def waybill_answer(order):
    """The carrier's real answer where there is one, else what the stand-in would say."""
    kinds = (Message.Kind.WAYBILL, Message.Kind.EXPORT_WAYBILL)
    known = Message.objects.filter(order=order, kind__in=kinds).exclude(answer={}).last()
    if known:
        return known.answer
    if order.is_export:
        return demo_document("505").answer(plain(export_waybill_request(order)))
    return demo_document("511").answer(plain(waybill_request(order)))


def partner_document(kind, request, moment):
    document = demo_document(kind)
    request = plain(request)
    answer = document.answer(request)
    return document.build(request, answer, app_time=beijing_stamp(moment), change=False)


def plain(request):
    """The request as the partner reads it: from JSON, without empty values."""
    request = json.loads(json.dumps(request))
    if "lines" in request:
        request["lines"] = [without_empty(line) for line in request["lines"]]
    return {key: value for key, value in request.items() if value not in (None, "", False)}


def signed(document):
    """With a signature of a key made for the occasion: the schema asks for one."""
    return Signer(*make_key_pair("preview")).sign(document)
