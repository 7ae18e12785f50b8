"""A list of direct purchase says by what way its parcel came in (R-MODE-3)."""

import json

import pytest
from django.utils.translation import override

from clearance.actions.resend import resend
from clearance.documents.preparation import prepare, prepare_list
from clearance.documents.requests import list_request
from clearance.models import Message
from tests.clearance.fakes import WAYBILL
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    variant = make_variant_for_sale(filing={"mode": "9610", "origin": "NZ"})
    return make_order(variant, paid=True)


def test_the_country_is_where_the_parcel_left_not_where_its_goods_were_made(order):
    order.messages.create(kind="511", answer=WAYBILL)
    request = list_request(Message(order=order))
    route_fields = ("traf_no", "voyage_no", "bill_no", "country")
    assert [request[name] for name in route_fields] == ["CZ1", "CZ1-1", "784-1", "110"]
    assert [line["country"] for line in request["lines"]] == ["609"]


@pytest.mark.parametrize("name", ["traf_no", "voyage_no", "bill_no", "departure_country"])
def test_nothing_the_carrier_left_out_is_guessed_and_the_document_is_stuck(order, name):
    prepare(order.pk)
    waybill = order.messages.get(kind="511")
    waybill.answer = {key: value for key, value in WAYBILL.items() if key != name}
    waybill.save()
    order.messages.update(state="accepted")
    assert prepare_list(order.pk)
    declaration_list = order.messages.get(kind="621")
    assert (declaration_list.state, bytes(declaration_list.content)) == ("stuck", b"")
    with override("en"):
        assert f"{name} is required" in declaration_list.error_text
    waybill.answer = WAYBILL
    waybill.save()
    resent = resend(declaration_list, actor=None)
    assert (resent.state, json.loads(resent.content)["country"]) == ("waiting", "110")
