"""Customs' five receipts about one list, import or export, or about one return, in each of the 120
sequences (in the everyday run in some of them), each received twice: the end is the same, in the
order, the buyer's year, the timeline's events and the balances. A test takes 20 ms a receipt, so
each stands near two seconds on every day and near thirty in `make test-all`."""

import re
from itertools import permutations

import pytest
from django.db import transaction
from django.utils import timezone

from clearance.actions.declare_return import declare_pending_returns
from clearance.actions.resend import resend
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.models import Declaration
from clearance.monitoring.integrity import check as clearance_differences
from clearance.sending.forward import forward
from orders.actions import ship
from orders.models import Order, OrderEvent, QuotaEntry, QuotaYear, Return
from orders.monitoring import integrity
from orders.returns import receive_back, request_return
from tests.clearance.customs_receipts import receipt_for, receive_and_read, reply
from tests.factories import make_variant_for_export
from tests.orders.factories import make_export, make_order
from tests.sampling import examples, sample

pytestmark = pytest.mark.django_db
SEQUENCES = examples(120, everyday=12)
HISTORIES = {
    "released": ["2", "120", "300", "399", "800"],
    "inspected": ["2", "120", "500", "800", "899"],
    "detained": ["120", "300", "500", "502", "800"],
    "rejected": ["2", "120", "300", "500", "100"],
    "rejected_by_port": ["2", "3", "120", "399", "-621018"],
}


class Back(Exception):
    """Ends a savepoint that is to leave nothing."""


@pytest.fixture
def declared(partners):
    order = make_order(paid=True)
    prepare(order.pk)
    forward()
    for message in order.messages.all():
        reply(message, "2", "120")
    prepare_pending_lists()
    forward()
    return order


def end_of(order):
    """Everything that people and checks can see of an order."""
    order = Order.objects.get(pk=order.pk)
    message = order.messages.get(kind="621")
    declaration = Declaration.objects.get(order=order)
    entry = QuotaEntry.objects.get(order=order)
    return {
        "order": (order.clearance_state, order.payment_state, order.released_at),
        "list": (message.state, message.status, message.status_time, message.customs_number),
        "declaration": (declaration.state, declaration.invt_no, declaration.released_at),
        "year": (entry.state, entry.given_back, QuotaYear.objects.get().used),
        "timeline": timeline_of(order),
        "differences": (
            clearance_differences(),
            integrity.stock(),
            integrity.quota(),
            integrity.sums(),
        ),
    }


def timeline_of(order):
    return [
        (event.kind, event.at, event.data.get("code"))
        for event in OrderEvent.objects.filter(order=order).order_by("at", "kind")
        if event.kind not in ("placed", "paid", "prepared", "sent")
    ]


# R-DOC-5
@pytest.mark.parametrize("history", HISTORIES)
def test_every_sequence_of_five_receipts_ends_the_same(declared, history):
    message = declared.messages.get(kind="621")
    documents = [
        receipt_for(message, status, second)
        for second, status in enumerate(HISTORIES[history], start=1)
    ]
    ends = ends_of(documents, lambda: end_of(declared))
    assert len(ends) == SEQUENCES
    first = ends[0]
    assert first["differences"] == ([], [], [], [])
    assert [end for end in ends if end != first] == []


def test_numbers_of_one_second_end_the_same_whichever_came_last(declared):
    """Customs names another number in the same second; arrival must not choose between them."""
    message = declared.messages.get(kind="621")
    documents = [
        receipt_for(message, "120", 2, invtNo="461120991000000001"),
        receipt_for(message, "300", 2, invtNo="461120991000000002"),
        re.sub(rb"<(ceb:)?(preNo|invtNo)>[^<]*</[^>]*>", b"", receipt_for(message, "800", 3)),
    ]
    ends = ends_of(documents, lambda: end_of(declared))
    assert {(end["list"][3], end["declaration"][1]) for end in ends} == {
        ("461120991000000002", "461120991000000002")
    }
    assert [end for end in ends if end != ends[0]] == []


def test_a_version_before_brings_back_no_number_another_took_the_place_of(declared):
    """Rejected, sent again and numbered anew; then customs repeats what it said of the old one."""
    old = declared.messages.get(kind="621")
    for status, second in (("120", 1), ("100", 5)):
        receive_and_read(receipt_for(old, status, second, invtNo="461120991000000001"))
    old.refresh_from_db()
    new = resend(old, actor=None)
    forward()
    receive_and_read(receipt_for(new, "120", 6, invtNo="461120991000000002"))
    for late in (3, 4, 5):
        receive_and_read(receipt_for(old, "300", late, invtNo="461120991000000001"))
    new.refresh_from_db()
    old.refresh_from_db()
    declaration = Declaration.objects.get(order=declared)
    assert (new.customs_number, declaration.invt_no, declaration.state) == (
        "461120991000000002", "461120991000000002", "declared",
    )  # fmt: skip
    assert old.customs_number == "461120991000000001"


def ends_of(documents, end):
    """What `end()` says after each of the sequences of these receipts, each received twice."""
    ends = []
    for sequence in sample(permutations(documents), SEQUENCES):
        try:
            with transaction.atomic():
                for document in sequence:
                    receive_and_read(document)
                    receive_and_read(document)
                ends.append(end())
                raise Back
        except Back:
            pass
    return ends


def receipts_of(message, history):
    return [receipt_for(message, status, second) for second, status in enumerate(history, start=1)]


@pytest.mark.parametrize("history", ["released", "rejected"])
def test_every_sequence_about_an_export_ends_the_same(partners, history):
    variant = make_variant_for_export(price="80.00", stock=5)
    order = make_export(variant, quantity=2, paid=True)
    prepare(order.pk)
    forward()
    for message in order.messages.all():
        reply(message, "2", "120")
    prepare_pending_lists()
    forward()
    message = order.messages.get(kind="603")

    def end():
        now = Order.objects.get(pk=order.pk)
        listed = order.messages.get(kind="603")
        declaration = Declaration.objects.get(order=order)
        return {
            "order": (now.clearance_state, now.payment_state, now.released_at),
            "list": (listed.state, listed.status, listed.status_time, listed.customs_number),
            "declaration": (declaration.state, declaration.invt_no, declaration.released_at),
            "timeline": timeline_of(order),
            "differences": (clearance_differences(), integrity.stock(), integrity.sums()),
        }

    ends = ends_of(receipts_of(message, HISTORIES[history]), end)
    assert (len(ends), ends[0]["differences"]) == (SEQUENCES, ([], [], []))
    assert ends[0]["order"][0] == history
    assert [one for one in ends if one != ends[0]] == []


RETURN_HISTORIES = {
    "accepted": ["2", "120", "300", "399", "800"],
    "rejected": ["2", "3", "120", "300", "100"],
}


@pytest.mark.parametrize("history", RETURN_HISTORIES)
def test_every_sequence_about_a_return_ends_the_same(declared, history):
    reply(declared.messages.get(kind="621"), "2", "120", "800")
    Order.objects.filter(pk=declared.pk).update(released_at=timezone.now())
    declared.refresh_from_db()
    assert ship.ship(declared)
    goods_return = request_return(declared, {1: 1}, reason="faulty")
    assert receive_back(goods_return, actor=None)
    declare_pending_returns()
    forward()
    message = declared.messages.get(kind="625")

    def end():
        current = Return.objects.get(pk=goods_return.pk)
        row, latest_message = current.lines.get(), declared.messages.get(kind="625")
        return {
            "return": (current.state, current.late, current.applied_on),
            "accounts": (row.price_back, row.tax_back, row.quota_back),
            "document": (latest_message.state, latest_message.status, latest_message.status_time),
            "refunds": sum(refund.amount for refund in declared.refunds.all()),
            "year": QuotaYear.objects.get().used,
            "timeline": [kind for kind, _at, _code in timeline_of(declared)],
            "differences": (
                clearance_differences(),
                integrity.stock(),
                integrity.quota(),
                integrity.returns(),
            ),
        }

    ends = ends_of(receipts_of(message, RETURN_HISTORIES[history]), end)
    assert (len(ends), ends[0]["differences"]) == (SEQUENCES, ([], [], [], []))
    assert ends[0]["return"][0] == history
    assert (ends[0]["year"] == 0) is (history == "accepted")
    assert [one for one in ends if one != ends[0]] == []
