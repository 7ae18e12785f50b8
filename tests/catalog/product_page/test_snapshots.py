"""An order keeps the page as it was bought, once per wording."""

from decimal import Decimal

import pytest

from catalog.actions.prices import change_price
from catalog.product_page.snapshots import take_snapshots
from tests.factories import make_product, make_variant_for_sale

pytestmark = pytest.mark.django_db


def take_snapshot(product):
    return take_snapshots([product])[product.pk]


def test_the_same_page_is_kept_once():
    product = make_product()
    make_variant_for_sale(product)
    assert take_snapshot(product) == take_snapshot(product)


def test_another_price_is_another_page_and_the_old_one_stays():
    product = make_product()
    variant = make_variant_for_sale(product)
    before = take_snapshot(product)
    change_price(variant, Decimal("80.00"), None)

    after = take_snapshot(product)

    assert before.digest != after.digest
    before.refresh_from_db()
    prices = [page.content["variants"][0]["price_with_tax"] for page in (before, after)]
    assert prices == ["109.1", "87.28"]
    assert before.content["variants"][0]["filing"]["hs_code"] == "0409000000"


def test_stock_is_no_part_of_the_page():
    product = make_product()
    variant = make_variant_for_sale(product)
    before = take_snapshot(product)
    variant.stock.update(on_hand=1)
    assert take_snapshot(product) == before
