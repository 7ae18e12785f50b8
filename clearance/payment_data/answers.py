"""The answer's text: compact JSON in the announcement's own sequence, written once, so that what is
signed and what is sent are one text (5.0 is not 5). From the records as they were."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ceb import beijing_stamp, new_guid
from ceb.codes import customs_currency
from clearance.documents.requests import plain
from clearance.models import PartyRole
from clearance.routing import party, platform
from orders.models import Order

LONGEST_RAW = 8000
LINKS, NAMES = 3000, 250
# whose name customs refuses when it is missing
NEEDED = ("initalRequest", "initalResponse", "ebpCode", "payCode", "payTransactionId")


class MissingRecordError(Exception):
    """Something the answer can't do without is not in our records: a person must look."""


@dataclass(frozen=True, slots=True)
class AnswerParts:
    """session: as asked; head, lists: JSON texts; time: milliseconds since 1970."""

    session: str
    head: str
    lists: str
    time: int

    def to_sign(self):
        """Keys and values in quotes, the JSON texts inside theirs without any escaping."""
        return (
            f'"sessionID":"{self.session}"||"payExchangeInfoHead":"{self.head}"'
            f'||"payExchangeInfoLists":"{self.lists}"||"serviceTime":"{self.time}"'
        )

    def to_send(self, certificate, signature):
        """payExInfoStr."""
        return (
            f'{{"sessionID":"{self.session}","payExchangeInfoHead":{self.head},'
            f'"payExchangeInfoLists":{self.lists},"serviceTime":{self.time},'
            f'"certNo":{compact(certificate)},"signValue":{compact(signature)}}}'
        )


def parts_for(session_id, order_id, *, now):
    """Raises MissingRecordError."""
    order = Order.objects.select_related("zone").get(pk=order_id)
    payment = order.payments.select_related("attempt").order_by("pk").first()
    if payment is None:
        raise MissingRecordError("no payment")
    head = head_of(order, payment)
    if missing := [name for name in NEEDED if not head[name]]:
        raise MissingRecordError(", ".join(missing))
    return AnswerParts(
        session=session_id,
        head=as_object(head, number="totalAmount"),
        lists=compact(lists_of(payment.attempt)),
        time=int(now.timestamp() * 1000),
    )


def head_of(order, payment):
    attempt, firm = payment.attempt, party(order.zone, PartyRole.PAYMENT)
    kept = getattr(attempt, "record", None)
    return {
        "guid": new_guid(),
        "initalRequest": kept.request[:LONGEST_RAW] if kept else "",
        "initalResponse": kept.response[:LONGEST_RAW] if kept else "",
        "ebpCode": platform(order.zone).code,
        "payCode": firm.code if firm else "",
        "payTransactionId": whole_transaction(payment),
        "totalAmount": plain(attempt.amount),
        "currency": customs_currency(attempt.currency),
        "verDept": settings.PAYMENT_DATA["verifier"],
        "payType": settings.PAYMENT_DATA["pay_type"],
        "tradingTime": beijing_stamp(payment.paid_at),
    }


def whole_transaction(payment):
    """The provider's number of the money itself: an order's share of it has a part's number."""
    number = payment.transaction
    return number.rpartition("-")[0] if len(payment.attempt.shares) > 1 else number


def lists_of(attempt):
    """Every order that the payment was asked for, with the pages its goods were bought from."""
    orders = Order.objects.filter(payments__attempt=attempt).order_by("pk")
    payee = settings.PAYMENT_DATA
    return [
        {
            "orderNo": order.number,
            "goodsInfo": [goods_of(line) for line in order.lines.all()],
            "recpAccount": payee["account"],
            "recpCode": payee["code"],
            "recpName": payee["name"],
        }
        for order in orders.prefetch_related("lines__snapshot")
    ]


def goods_of(line):
    """Chinese in every worker: the link shows the page as it was bought (R-PLAT-7)."""
    link = ""
    if line.snapshot and (slug := line.snapshot.content.get("slug")):
        with translation.override("zh-hans"):
            page = reverse("catalog:as_bought", args=[slug, line.snapshot.digest])
        link = settings.SITE_URL + page
    return {"gname": line.title_zh[:NAMES], "itemLink": link[:LINKS]}


def as_object(values, *, number):
    """A JSON object whose member `number` is the text of a number, written as it stands."""
    members = (
        f"{compact(name)}:{value if name == number else compact(value)}"
        for name, value in values.items()
    )
    return "{" + ",".join(members) + "}"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
