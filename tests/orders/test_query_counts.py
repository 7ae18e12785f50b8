import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orders.models import Order
from tests.factories import make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart

pytestmark = pytest.mark.django_db


def test_whole_purchase_of_a_guest_takes_at_most_120_queries(client):
    """Product page, into the cart, cart, checkout, order placed, payment page, order page."""
    variant = make_variant_for_sale()
    with CaptureQueriesContext(connection) as seen:
        client.get(variant.product.get_absolute_url())
        put_into_cart(client, variant, 2)
        client.get(reverse("orders:cart"))
        client.post(reverse("orders:checkout"), checkout_form(client))
        order = Order.objects.get()
        client.get(reverse("orders:pay", args=[order.number]))
        client.get(order.get_absolute_url())
    assert len(seen) <= 120
