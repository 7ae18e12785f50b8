"""From the shelf's code to an order that knows where its goods were seen (R-O2O-9)."""

import time

import pytest
from django.urls import reverse

from centers.models import Sample, Scan, Shelf
from orders.models import CartLine, Order
from tests.centers.factories import make_center, make_sample, make_shelf, make_token
from tests.factories import make_product, make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey():
    return make_variant_for_sale(make_product(slug="manuka"))


@pytest.fixture
def code(honey):
    return make_token(make_sample(honey, make_shelf(make_center("airport"), "B1")))


def test_the_scan_leads_to_an_order_with_its_center(client, honey, code):
    page = client.get(f"/q/{code.value}", follow=True)
    assert page.request["PATH_INFO"] == "/goods/manuka/"
    shown = page.content.decode()
    assert "在此下单，从保税仓寄出" in shown
    assert "airport展示中心" in shown
    put_into_cart(client, honey)
    client.post(reverse("orders:checkout"), checkout_form(client))
    order = Order.objects.get()
    assert order.center.slug == "airport"
    assert not hasattr(order, "pickup")
    assert Scan.objects.count() == 1
    assert "airport展示中心" in client.get(order.get_absolute_url()).content.decode()


def test_signing_in_meanwhile_keeps_the_center(client, honey, code, consumer):
    client.get(f"/q/{code.value}")
    put_into_cart(client, honey)
    client.force_login(consumer)
    assert CartLine.objects.get().center.slug == "airport"


def test_what_is_bought_long_after_the_scan_counts_for_no_center(client, honey, code):
    client.get(f"/q/{code.value}")
    session = client.session
    session["center_at"] = int(time.time()) - 25 * 3600
    session.save()
    put_into_cart(client, honey)
    assert CartLine.objects.get().center is None


def test_goods_that_stand_elsewhere_were_not_seen_at_the_scanned_center(client, honey, code):
    client.get(f"/q/{code.value}")
    nowhere = make_variant_for_sale(make_product())
    other_size = make_variant_for_sale(honey.product)
    back = make_variant_for_sale(make_product())
    make_sample(back, Shelf.objects.get(), state=Sample.State.RETURNED)
    for variant in (honey, nowhere, other_size, back):
        put_into_cart(client, variant)
    put_into_cart(client, nowhere, center="airport")
    lines_with_center = CartLine.objects.exclude(center=None).values_list("variant", "center__slug")
    assert sorted(lines_with_center) == [(honey.pk, "airport"), (other_size.pk, "airport")]


@pytest.mark.parametrize("center", ["moon", "a" * 500])
def test_a_center_that_is_made_up_is_no_center(client, honey, center):
    assert put_into_cart(client, honey, center=center).status_code == 302
    assert CartLine.objects.get().center is None
