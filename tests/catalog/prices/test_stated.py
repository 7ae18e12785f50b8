"""Prices as exhibitors state and type them, and what a change of one means to visitors."""

from decimal import Decimal

import pytest

from catalog.prices.stated import changed_price_text, stated_price, typed_price
from tests.factories import make_product

YEN = Decimal("382.00")


@pytest.mark.parametrize(
    ("amount", "currency", "stated", "typed"),
    [
        (YEN, "JPY", "382\N{NO-BREAK SPACE}JPY", "382"),
        (Decimal("1234.50"), "CNY", "¥1,234.50", "1234.50"),
        (Decimal("0.50"), "JPY", "0.50\N{NO-BREAK SPACE}JPY", "0.50"),
        (None, "CNY", "—", ""),
    ],
)
def test_yen_have_no_cents_in_a_list_or_a_field(amount, currency, stated, typed):
    assert (stated_price(amount, currency), typed_price(amount, currency)) == (stated, typed)


@pytest.mark.django_db
def test_a_changed_price_of_a_hidden_product_is_not_shown_at_once():
    assert changed_price_text(make_product()) == "价格已修改，页面立即生效。"
    assert changed_price_text(make_product(live=False)) == "价格已修改，商品上线后访客可见。"
