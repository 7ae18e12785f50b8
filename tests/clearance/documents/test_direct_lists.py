"""A list of direct purchase says by what way its parcel came in (R-MODE-3)."""

import json

import pytest

from clearance.actions.resend import resend
from clearance.documents.preparation import prepare, prepare_list
from clearance.documents.requests import list_request
from tests.clearance.fakes import WAYBILL
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    variant = make_variant_for_sale(filing={"mode": "9610", "origin": "NZ"})
    return make_order(variant, paid=True)


def test_the_country_is_where_the_parcel_left_not_where_its_goods_were_made(order):
    asked = list_request(order, WAYBILL)
    way = ("traf_no", "voyage_no", "bill_no", "country")
    assert [asked[name] for name in way] == ["CZ1", "CZ1-1", "784-1", "110"]
    assert [line["country"] for line in asked["lines"]] == ["609"]


@pytest.mark.parametrize("name", ["traf_no", "voyage_no", "bill_no", "departure_country"])
def test_of_what_the_carrier_left_out_nothing_is_guessed_and_a_clerk_is_told(order, name):
    prepare(order.pk)
    waybill = order.messages.get(kind="511")
    waybill.answer = {key: value for key, value in WAYBILL.items() if key != name}
    waybill.save()
    order.messages.update(state="accepted")
    assert prepare_list(order.pk)
    listed = order.messages.get(kind="621")
    assert (listed.state, bytes(listed.content)) == ("stuck", b"")
    assert f"{name} is required" in listed.last_error
    waybill.answer = WAYBILL
    waybill.save()
    again = resend(listed, actor=None)
    assert (again.state, json.loads(again.content)["country"]) == ("waiting", "110")
