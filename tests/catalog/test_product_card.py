"""Cards show the same price as the product's page, in the visitor's language."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from catalog.product_card import ProductCard, newest_cards, product_cards
from core.models import ExpoImage
from tests.factories import make_product, make_variant, make_variant_for_sale

pytestmark = pytest.mark.django_db


def make_picture():
    data = BytesIO()
    Image.new("RGB", (60, 40)).save(data, "PNG")
    return ExpoImage.objects.create(title="x", file=ContentFile(data.getvalue(), "x.png"))


def test_a_card_says_what_a_shopper_needs():
    product = make_product(name_zh="麦卢卡蜂蜜", name_en="Manuka honey", slug="manuka")
    make_variant_for_sale(product, stock=3)
    assert product_cards([product], "en") == [
        ProductCard(
            name="Manuka honey",
            url="/en/goods/manuka/",
            brand="Tui Bay",
            origin_code="NZ",
            origin_name="New Zealand",
            mode="bonded",
            price_with_tax=Decimal("109.10"),
            price=Decimal("100.00"),
            tax=Decimal("9.10"),
            stock_state="low",
            stock_label="Only 3 left",
            for_sale=True,
        )
    ]
    assert product_cards([product], "zh-hans")[0].origin_name == "新西兰"


def test_the_cheapest_size_in_stock_leads():
    product = make_product()
    make_variant_for_sale(product, price="50.00", stock=0)
    make_variant_for_sale(product, price="90.00")
    make_variant_for_sale(product, price="80.00")
    make_variant(product, price="10.00")
    assert product_cards([product])[0].price == Decimal("80.00")


def test_a_good_on_display_only_shows_no_price():
    product = make_product()
    make_variant_for_sale(product, filing={"approved": False})
    [card] = product_cards([product])
    assert (card.for_sale, card.price_with_tax, card.stock_label) == (False, None, "")


def test_cards_keep_the_order_and_leave_out_hidden_goods():
    first, hidden, second = make_product(), make_product(live=False), make_product()
    wanted = [second.pk, hidden.pk, first.pk, 999_999]
    assert [card.url for card in product_cards(wanted)] == [
        second.get_absolute_url(),
        first.get_absolute_url(),
    ]


def test_new_goods_without_price_or_picture_stand_behind_older_complete_ones():
    def shown(**fields):
        return make_variant_for_sale(make_product(**fields)).product

    older, complete = shown(picture=make_picture()), shown(picture=make_picture())
    no_picture, no_price = shown(), make_product(picture=make_picture())
    in_order = [complete, older, no_price, no_picture]
    assert [card.url for card in newest_cards(8)] == [each.get_absolute_url() for each in in_order]
    assert [card.url for card in newest_cards(1)] == [complete.get_absolute_url()]


def test_twelve_cards_cost_as_many_queries_as_one():
    def cost(products):
        product_cards(products)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            product_cards(products)
        return len(queries)

    one, twelve = [make_product()], [make_product() for _ in range(12)]
    for product in one + twelve:
        make_variant_for_sale(product)
    assert cost(one) == cost(twelve) <= 4
