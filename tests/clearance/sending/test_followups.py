"""What a receipt lets go on at once, without waiting for the periodic task."""

import pytest

from clearance.documents.preparation import prepare
from clearance.models import Receipt
from clearance.sending.forward import forward
from clearance.tasks import read_receipt
from tests.clearance import fakes
from tests.clearance.customs_receipts import receipt_for
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
followup_runs = []


@pytest.fixture(autouse=True)
def _site(partners, monkeypatch):
    """Fake partners, and a step of the periodic task that remembers that it was run."""
    followup_runs.clear()
    monkeypatch.setattr("clearance.tasks.FOLLOWUPS", [lambda: followup_runs.append("everything")])


@pytest.fixture
def order():
    paid_order = make_order(make_variant_for_sale(), paid=True)
    prepare(paid_order.pk)
    forward()
    return paid_order


def receive_reply(message, status, second=1):
    document = receipt_for(message, status, second)
    receipt = Receipt.objects.create(digest=f"{message.pk}-{status}", content=document)
    read_receipt(receipt.pk)


def count_list_requests():
    return [kind for kind, _ in fakes.requests].count("621")


# R-DOC-3
def test_the_last_accepted_document_sends_the_list(order):
    messages = list(order.messages.all())
    for message in messages:
        assert count_list_requests() == 0
        receive_reply(message, "120")
    assert count_list_requests() == 1
    assert followup_runs == []


def test_a_receipt_that_settles_nothing_looks_for_nothing(order, django_assert_max_num_queries):
    message = order.messages.get(kind="411")
    with django_assert_max_num_queries(25):
        receive_reply(message, "2")
    assert (count_list_requests(), followup_runs) == (0, [])


def test_a_list_that_is_settled_looks_for_whatever_follows(order):
    for message in order.messages.all():
        receive_reply(message, "120")
    receive_reply(order.messages.get(kind="621"), "800")
    assert followup_runs == ["everything"]
