"""Customs' five words about one list, in every of the 120 sequences, each said twice: the end is
the same, in the order, the buyer's year, the diary's words and the books."""

from itertools import permutations

import pytest
from django.db import transaction

from clearance.actions.forward import forward
from clearance.actions.prepare import prepare, prepare_lists
from clearance.integrity import check as books
from clearance.models import Declaration
from orders import integrity
from orders.models import Order, OrderEvent, QuotaEntry, QuotaYear
from tests.clearance import fakes
from tests.clearance.site.answers import answer, say, take
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
HISTORIES = {
    "released": ["2", "120", "300", "399", "800"],
    "inspected": ["2", "120", "500", "800", "899"],
    "detained": ["120", "300", "500", "502", "800"],
    "refused": ["2", "120", "300", "500", "100"],
    "refused_by_port": ["2", "3", "120", "399", "-621018"],
}


class Back(Exception):
    """Ends a savepoint that is to leave nothing."""


@pytest.fixture
def declared(settings):
    fakes.asked.clear()
    settings.CLEARANCE_PARTNERS = dict.fromkeys(
        ("payment", "logistics", "agent"), "tests.clearance.fakes.Firm"
    )
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    order = make_order(paid=True)
    prepare(order.pk)
    forward()
    for message in order.messages.all():
        say(message, "2", "120")
    prepare_lists()
    forward()
    return order


def end_of(order):
    """Everything that people and books can see of an order."""
    order = Order.objects.get(pk=order.pk)
    message = order.messages.get(kind="621")
    declaration = Declaration.objects.get(order=order)
    entry = QuotaEntry.objects.get(order=order)
    return {
        "order": (order.clearance_state, order.payment_state, order.released_at),
        "list": (message.state, message.status, message.status_time, message.customs_number),
        "declaration": (declaration.state, declaration.invt_no, declaration.released_at),
        "year": (entry.state, entry.given_back, QuotaYear.objects.get().used),
        "diary": [
            (event.kind, event.at, event.data.get("code"))
            for event in OrderEvent.objects.filter(order=order).order_by("at", "kind")
            if event.kind not in ("placed", "paid", "prepared", "sent")
        ],
        "books": (books(), integrity.stock(), integrity.quota(), integrity.sums()),
    }


@pytest.mark.parametrize("history", HISTORIES)
def test_every_sequence_of_five_receipts_ends_the_same(declared, history):
    message = declared.messages.get(kind="621")
    documents = [
        answer(message, status, second) for second, status in enumerate(HISTORIES[history], start=1)
    ]
    ends = []
    for turn in permutations(documents):
        try:
            with transaction.atomic():
                for document in turn:
                    take(document)
                    take(document)
                ends.append(end_of(declared))
                raise Back
        except Back:
            pass
    assert len(ends) == 120
    first = ends[0]
    assert first["books"] == ([], [], [], [])
    assert [end for end in ends if end != first] == []
