"""A partner's document as the sandbox's firm would build it: to be looked at, never to be sent. The
site does not make another party's document (R-DOC-1)."""

import json

from django.db.models import Q
from django.utils import timezone

from catalog.models.zone import Direction
from ceb import Signer, beijing_stamp
from ceb.partner_documents import demo_document, without_empty
from ceb.signatures.self_signed import make_key_pair
from clearance.documents.keys import WAYBILLS
from clearance.documents.kinds import KINDS, Trigger, codes
from clearance.documents.rendering import facts_of, rendered
from clearance.models import Message

KINDS_OF = {direction: codes(direction=direction) for direction in Direction}


class NotRequestedError(Exception):
    """Nobody has requested such a document of the order."""


def preview(order, kind, *, moment):
    """The XML of one of the kinds of the order's direction (KINDS_OF) for a paid order: of what
    every order has, as it would be written now; of a request, as it was requested. Raises
    InvalidMessageError, InvalidRequestError or NotRequestedError."""
    kind = KINDS[kind]
    if kind.trigger is Trigger.REQUESTED:
        return signed(requested_document(order, kind.code, moment))
    if kind.is_list:
        add_waybill_answer(order)
    message = Message(order=order, zone=order.zone, kind=kind.code)
    content = kind.content(message, moment=moment, change=False)
    document = content if kind.own else partner_document(kind.code, json.loads(content), moment)
    return signed(document) if kind.is_list else document


def requested_document(order, kind, moment):
    """Of the newest request on file, whether it is about this order alone or about several."""
    messages = Message.objects.filter(Q(order=order) | Q(orders=order), kind=kind)
    message = messages.exclude(content=b"").order_by("-version", "-pk").first()
    if message is None:
        raise NotRequestedError
    return rendered(kind, bytes(message.content), facts=facts_of(message.zone), moment=moment)


def add_waybill_answer(order):
    """Put the carrier's answer where a list reads it: the real one, else what the sandbox's firm
    would say."""
    known = Message.objects.filter(order=order, kind__in=WAYBILLS).exclude(answer={}).last()
    waybill = known or Message(
        order=order, zone=order.zone, kind=WAYBILLS[order.is_export], created_at=timezone.now()
    )
    if known is None:
        content = KINDS[waybill.kind].content(waybill, moment=timezone.now(), change=False)
        waybill.answer = demo_document(waybill.kind).answer(plain(json.loads(content)))
    others = [one for one in order.messages.all() if one.kind not in WAYBILLS]
    order._prefetched_objects_cache["messages"] = [*others, waybill]


def partner_document(kind, request, moment):
    document = demo_document(kind)
    request = plain(request)
    answer = document.answer(request)
    return document.build(request, answer, app_time=beijing_stamp(moment), change=False)


def plain(request):
    """The request as the partner reads it: without empty values."""
    if "lines" in request:
        request["lines"] = [without_empty(line) for line in request["lines"]]
    return {key: value for key, value in request.items() if value not in (None, "", False)}


def signed(document):
    """With a signature of a key made for the occasion: the schema asks for one."""
    return Signer(*make_key_pair("preview")).sign(document)
