import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.verification import verify_chain
from orders.models import Order
from tests.factories import make_exhibitor, make_product, make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart

pytestmark = pytest.mark.django_db


def test_whole_purchase_of_a_guest_takes_no_more_than_110_queries(client):
    """Product page, into the cart, cart, checkout, order placed, payment page, order page."""
    variant = make_variant_for_sale()
    with CaptureQueriesContext(connection) as queries:
        client.get(variant.product.get_absolute_url())
        put_into_cart(client, variant, 2)
        client.get(reverse("orders:cart"))
        client.post(reverse("orders:checkout"), checkout_form(client))
        order = Order.objects.get()
        client.get(reverse("orders:pay", args=[order.number]))
        client.get(order.get_absolute_url())
    assert len(queries) <= 110


def test_second_seller_costs_a_guest_no_more_than_another_product_and_order(client):
    """The whole purchase from two sellers. The measure is the one above, twice the pages and the
    rows of a second order; what a cart shares (session, buyer, ledger) must not be paid twice."""
    variants = [
        make_variant_for_sale(),
        make_variant_for_sale(product=make_product(exhibitor=make_exhibitor("nordic"))),
    ]
    with CaptureQueriesContext(connection) as queries:
        for variant in variants:
            client.get(variant.product.get_absolute_url())
            put_into_cart(client, variant, 2)
        client.get(reverse("orders:cart"))
        client.post(reverse("orders:checkout"), checkout_form(client))
        first, _second = Order.objects.order_by("pk")
        client.get(reverse("orders:pay", args=[first.number]))
        client.get(first.get_absolute_url())
    assert len(queries) <= 135
    assert verify_chain().entries == 4
    assert verify_chain().holds
