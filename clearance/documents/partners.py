"""A partner's document as its stand-in would build it: to be looked at, never to be sent. The site
does not make another party's document (R-DOC-1)."""

import json

from clearance.ceb import Signer, beijing_stamp
from clearance.documents.order import order_document
from clearance.documents.requests import list_request, payment_request, waybill_request
from clearance.models import Message
from clearance.sandbox.partners import Agent, Logistics, PaymentFirm
from clearance.sandbox.partners.keys import make_pair
from clearance.sandbox.scenario import Scenario

DESKS = {"411": PaymentFirm, "511": Logistics, "621": Agent}


def preview(order, kind, *, moment):
    """The XML of `kind` (311, 411, 511, 621) for a paid order. Raises MessageFault or Invalid."""
    payment = min(order.payments.all(), key=lambda one: one.pk)
    if kind == "311":
        return order_document(order, payment, moment=moment)
    if kind == "411":
        return partner_document("411", payment_request(order, payment), moment)
    if kind == "511":
        return partner_document("511", waybill_request(order), moment)
    return signed(partner_document("621", list_request(order, waybill_answer(order)), moment))


def waybill_answer(order):
    """The carrier's real answer where there is one, else what the stand-in would say."""
    known = Message.objects.filter(order=order, kind=Message.Kind.WAYBILL).exclude(answer={}).last()
    if known:
        return known.answer
    return Logistics(None, Scenario()).answer(None, plain(waybill_request(order)))


def partner_document(kind, request, moment):

    desk = DESKS[kind](None, Scenario())
    asked = plain(request)
    return desk.document(
        asked, desk.answer(None, asked), app_time=beijing_stamp(moment), change=False
    )


def plain(request):
    """The request as the partner reads it: from JSON, without empty values."""
    asked = json.loads(json.dumps(request))
    for line in asked.get("lines", []):
        for name in [name for name, value in line.items() if value in (None, "")]:
            del line[name]
    return {name: value for name, value in asked.items() if value not in (None, "", False)}


def signed(document):
    """With a signature of a key made for the occasion: the schema asks for one."""
    return Signer(*make_pair("preview")).sign(document)
