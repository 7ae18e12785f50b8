"""One good has one price, wherever it is named: product page, list, search, cart, checkout, order
and customs' documents. The expected figures are worked out here, not by the site."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.product_card import product_cards
from ceb import read
from clearance.documents.kinds import KINDS
from clearance.documents.requests import list_request, payment_request
from clearance.models import Message
from orders.models import Order
from search import actions
from search.engines.registry import configured
from tests.factories import make_variant_for_sale
from tests.orders.factories import checkout_form, pay_for, put_into_cart

pytestmark = pytest.mark.django_db

TAX = Decimal("0.7") * Decimal("0.13")  # R-TAX-3: seven tenths of VAT, for honey no other tax
WAYBILL = {"logistics_no": "L1", "logistics_code": "4101", "logistics_name": "Carrier"}


@pytest.fixture
def search_index(settings):
    settings.SEARCH_FALLBACKS = []
    settings.SEARCH_ENGINE = "search.engines.embedded.EmbeddedEngine"
    settings.ELASTICSEARCH_URL = ""
    return configured()


def figures(price, pieces):
    """(goods, tax, total) in yuan of pieces whose parcel is sent free."""
    goods = Decimal(price) * pieces
    tax = (goods * TAX).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return goods, tax, goods + tax


def on_the_page(client, variant):
    page = client.get(variant.product.get_absolute_url()).context["page"].price
    return page.price, page.tax, page.price_with_tax


def on_its_card(variant):
    (card,) = product_cards([variant.product])
    return card.price, card.tax, card.price_with_tax


def in_a_list(client, **params):
    (card,) = client.get("/goods/", params).context["listing"].cards
    return card.price, card.tax, card.price_with_tax


def in_the_cart(client):
    cart = client.get(reverse("orders:cart")).context["cart"]
    (row,) = cart.orders[0].lines
    assert (row.goods_value, row.with_tax) == (cart.goods_value, cart.total)
    return row.goods_value, row.quoted.tax_total, row.with_tax


def in_the_order(order):
    line = order.lines.get()
    assert (line.goods_value, line.with_tax) == (order.goods_value, order.actual_paid)
    return line.goods_value, line.tax_total, line.with_tax


def declared(order):
    """{document: (unit price, goods, tax, total)} as customs and the partners read it; None for
    what a document does not name."""
    order.messages.get_or_create(kind=Message.Kind.WAYBILL, defaults={"answer": WAYBILL})
    message = Message(order=order, zone=order.zone)
    document = KINDS[Message.Kind.ORDER].content(message, moment=timezone.now(), change=False)
    record = read(document).records[0]
    head, line = record["OrderHead"], record["OrderList"][0]
    listed = list_request(message)["lines"][0]
    paid = payment_request(message)["amount"]
    assert Decimal(head["goodsValue"]) == Decimal(line["totalPrice"])
    of_order = (line["price"], line["totalPrice"], head["taxTotal"], head["acturalPaid"])
    return {
        "order": tuple(map(Decimal, of_order)),
        "list": (Decimal(listed["price"]), Decimal(listed["total_price"]), None, None),
        "payment": (None, None, None, Decimal(paid)),
    }


@pytest.mark.parametrize("price", ["119.99", "101.05", "333.33"])
@pytest.mark.parametrize("pieces", [1, 2, 3, 7])
def test_every_place_names_one_price(client, search_index, price, pieces):
    variant = make_variant_for_sale(price=price, stock=9)
    actions.rebuild(search_index)
    one, several = figures(price, 1), figures(price, pieces)
    assert on_the_page(client, variant) == one
    assert on_its_card(variant) == one
    assert in_a_list(client) == one
    assert in_a_list(client, q=variant.product.name_zh) == one
    put_into_cart(client, variant, pieces)
    assert in_the_cart(client) == several
    form = checkout_form(client)
    assert Decimal(form["expected_total"]) == several[2]
    client.post(reverse("orders:checkout"), form)
    order = Order.objects.get()
    assert in_the_order(order) == several
    assert declared(pay_for(order)) == {
        "order": (Decimal(price), *several),
        "list": (Decimal(price), several[0], None, None),
        "payment": (None, None, None, several[2]),
    }


def test_freight_is_taxed_with_the_goods_and_named_apart_everywhere(client):
    variant = make_variant_for_sale(price="50.00")
    put_into_cart(client, variant)
    client.post(reverse("orders:checkout"), checkout_form(client))
    order = pay_for(Order.objects.get())
    tax, total = Decimal("5.92"), Decimal("70.92")  # 9.1 % of 50 and 15 yuan of freight
    assert (order.freight, order.tax_total, order.actual_paid) == (Decimal("15.00"), tax, total)
    assert declared(order)["order"] == (Decimal("50.00"), Decimal("50.00"), tax, total)


def test_after_a_change_of_price_the_order_takes_the_one_that_was_confirmed(client):
    variant = make_variant_for_sale(price="119.99")
    put_into_cart(client, variant, 2)
    form = checkout_form(client)
    change_price(variant, "150.00")
    old, new = figures("119.99", 2), figures("150.00", 2)
    assert in_the_cart(client) == new
    answer = client.post(reverse("orders:checkout"), form)
    assert answer.status_code == 409
    errors = str(answer.context["form"].non_field_errors())
    assert str(old[2]) in errors
    assert str(new[2]) in errors
    assert not Order.objects.exists()
    form["expected_total"] = answer.context["form"].data["expected_total"]
    client.post(reverse("orders:checkout"), form)
    assert in_the_order(Order.objects.get()) == new


def test_a_change_of_price_after_the_order_reaches_neither_it_nor_customs(client):
    variant = make_variant_for_sale(price="119.99")
    put_into_cart(client, variant, 2)
    client.post(reverse("orders:checkout"), checkout_form(client))
    change_price(variant, "150.00")
    order, figures_then = pay_for(Order.objects.get()), figures("119.99", 2)
    assert on_the_page(client, variant) == figures("150.00", 1)
    assert in_the_order(order) == figures_then
    assert declared(order)["order"] == (Decimal("119.99"), *figures_then)
    assert declared(order)["list"][:2] == (Decimal("119.99"), figures_then[0])


def change_price(variant, price):
    variant.price = Decimal(price)
    variant.save()
