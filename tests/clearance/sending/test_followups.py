"""What a receipt lets go on at once, without waiting for the periodic task."""

import pytest

from clearance.documents.preparation import prepare
from clearance.models import Receipt
from clearance.sending.forward import forward
from clearance.tasks import read_receipt
from tests.clearance import fakes
from tests.clearance.answers import answer
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
looked = []


@pytest.fixture(autouse=True)
def _site(partners, monkeypatch):
    """Partners at the door, and a step of the periodic task that remembers being asked."""
    looked.clear()
    monkeypatch.setattr("clearance.tasks.FOLLOWUPS", [lambda: looked.append("everything")])


@pytest.fixture
def order():
    placed = make_order(make_variant_for_sale(), paid=True)
    prepare(placed.pk)
    forward()
    return placed


def hears(message, status, second=1):
    document = answer(message, status, second)
    receipt = Receipt.objects.create(digest=f"{message.pk}-{status}", content=document)
    read_receipt(receipt.pk)


def asked_lists():
    return [kind for kind, _ in fakes.requests].count("621")


# R-DOC-3
def test_the_last_paper_sends_the_list(order):
    papers = list(order.messages.all())
    for paper in papers:
        assert asked_lists() == 0
        hears(paper, "120")
    assert asked_lists() == 1
    assert looked == []


def test_a_receipt_that_settles_nothing_looks_for_nothing(order, django_assert_max_num_queries):
    paper = order.messages.get(kind="411")
    with django_assert_max_num_queries(25):
        hears(paper, "2")
    assert (asked_lists(), looked) == (0, [])


def test_a_list_that_is_settled_looks_for_whatever_follows(order):
    for paper in order.messages.all():
        hears(paper, "120")
    hears(order.messages.get(kind="621"), "800")
    assert looked == ["everything"]
