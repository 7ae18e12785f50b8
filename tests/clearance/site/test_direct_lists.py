"""A list of direct purchase says by what way its parcel came in (R-MODE-3)."""

import pytest
from django.utils import timezone

from clearance.documents.partners import partner_document
from clearance.documents.requests import list_request
from clearance.sandbox.partners.requests import Invalid
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


def test_of_a_country_the_carrier_left_out_nothing_is_guessed(order):
    asked = list_request(order, WAYBILL | {"departure_country": None})
    with pytest.raises(Invalid) as refusal:
        partner_document("621", asked, timezone.now())
    assert [fault.field for fault in refusal.value.faults] == ["country"]
