"""Orders found by number or waybill, by those who see every order."""

import pytest
from django.contrib.auth.models import Group

from clearance.clerk.order_search import orders
from clearance.clerk.queues import documents
from clearance.documents.preparation import prepare
from core.groups import CLERKS, COUNTER, ORGANIZERS, REVIEWERS
from core.models import User
from orders.models import Shipment
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    paid_order = make_order(paid=True)
    Shipment.objects.update_or_create(order=paid_order, defaults={"waybill_number": "YTO7788"})
    make_order(paid=True)
    return paid_order


def person(group):
    user = User.objects.create_user(f"{group.split()[0].lower()}@x.test", "x")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.mark.parametrize("group", [CLERKS, ORGANIZERS])
def test_an_order_is_found_by_the_beginning_of_its_number_or_waybill(order, group):
    user = person(group)
    for text in (order.number, order.number[:-1].lower(), "yto77"):
        (row,) = orders(user, text).results
        assert (row.title, row.url) == (order.number, f"/clearance/?q={order.number}")
    assert orders(user, "YTO").results == []  # too short to mean one order
    assert orders(user, "NOTHING").results == []


@pytest.mark.parametrize("group", [REVIEWERS, COUNTER])
def test_others_find_no_order(order, group):
    assert orders(person(group), order.number).results == []


def test_the_clerk_finds_every_document_of_a_waybill(order):
    prepare(order.pk)
    assert {m.order_id for m in documents({"q": "YTO7788"})} == {order.pk}
    assert documents({"q": "YTO7788"}).count() == documents({"q": order.number}).count() > 1
