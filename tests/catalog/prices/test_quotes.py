"""Every price on the site comes from one function."""

from datetime import date
from decimal import Decimal

import pytest

from catalog.models import Variant
from catalog.prices.quotes import NotQuotableError, quote_goods, unit_price, unit_prices
from tests.factories import make_filing, make_tax_rate, make_variant, make_variant_for_sale

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_honey_for_a_hundred_yuan_costs_9_10_in_tax():
    price = unit_price(make_variant_for_sale(), TODAY)
    assert (price.price, price.tax, price.price_with_tax) == (
        Decimal("100.00"),
        Decimal("9.10"),
        Decimal("109.10"),
    )
    assert (price.line.taxes.vat, price.full) == (Decimal("9.10"), False)


def test_the_rate_of_the_day_decides():
    variant = make_variant_for_sale(price="100.00")
    make_tax_rate(vat="0.16", valid_from=date(2018, 5, 1), valid_to=date(2019, 3, 31))
    assert unit_price(variant, date(2019, 1, 15)).tax == Decimal("11.20")
    assert unit_price(variant, date(2019, 4, 1)).tax == Decimal("9.10")


def test_an_expensive_single_piece_pays_every_tax_in_full():
    make_tax_rate("4202210090", duty=Decimal("0.06"), unit_1="035", unit_2="011")
    bag = make_variant_for_sale(price="8000.00", filing={"hs_code": "4202210090"})
    price = unit_price(bag, TODAY)
    assert price.full
    assert price.tax == Decimal("480.00") + Decimal("1102.40")


@pytest.mark.parametrize("change", [{"price": None}, {"currency": "JPY"}, {"price": "26000"}])
def test_what_cannot_be_said_is_none(change):
    assert unit_price(make_variant_for_sale(**{"price": "100.00", **change}), TODAY) is None


def test_goods_without_a_filing_or_a_rate_have_no_price_with_tax():
    bare, unknown = make_variant(), make_variant()
    make_filing(unknown, hs_code="9999000000")
    assert unit_prices([bare, unknown], TODAY) == {}


def test_a_list_of_prices_needs_two_queries_however_long(django_assert_num_queries):
    pks = [make_variant_for_sale().pk for _ in range(5)]
    variants = list(Variant.objects.filter(pk__in=pks))
    with django_assert_num_queries(2):  # the filings, the tariff
        prices = unit_prices(variants, TODAY)
    assert set(prices) == set(pks)
    with django_assert_num_queries(0):
        assert unit_prices(variants, TODAY) == prices


def test_a_cart_is_quoted_with_freight_spread_over_its_lines():
    honey, jam = make_variant_for_sale(price="200.00"), make_variant_for_sale(price="100.00")
    quoted = quote_goods([(honey, 2), (jam, 1)], on=TODAY, freight=Decimal("15.00"))
    assert [line.freight for line in quoted.lines] == [Decimal("12.00"), Decimal("3.00")]
    assert quoted.actual_paid == Decimal("500.00") + Decimal("15.00") + quoted.tax_total


def test_the_page_and_the_cart_agree_to_the_fen():
    variant = make_variant_for_sale(price="168.00")
    quoted = quote_goods([(variant, 1)], on=TODAY)
    assert quoted.actual_paid == unit_price(variant, TODAY).price_with_tax == Decimal("183.29")


def test_a_line_that_cannot_be_quoted_names_its_variant():
    variant = make_variant(price=None)
    with pytest.raises(NotQuotableError) as exc_info:
        quote_goods([(variant, 1)], on=TODAY)
    assert exc_info.value.variant == variant
