"""Rates of a good out of its filing and the tariff (R-TAX-5…7, R-TIME-1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from catalog.models import Category, Filing, Product, TaxRate, Variant
from catalog.tax.formula import Basis, LineRates, ValueTest
from catalog.tax.quote_json import UnknownSkuError
from catalog.tax.rates import MissingRatesError, rates_by_sku, unit_rates
from exhibitors.models import Exhibitor

COSMETICS = TaxRate(
    hs_code="3304990099",
    vat=D("0.13"),
    duty=D("0.01"),
    consumption=D("0.15"),
    threshold_per_g_or_ml=D("10"),
    threshold_per_piece=D("15"),
)


def value_test(basis, quantity, threshold):
    return LineRates(
        vat=D("0.13"),
        consumption=D("0.15"),
        consumption_specific=D(0),
        duty=D("0.01"),
        value_test=ValueTest(basis, D(quantity), D(threshold), D("0.15")),
    )


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        (Variant(sku="cream", net_content=D("50")), value_test(Basis.G_OR_ML, "50", "10")),
        (
            Variant(sku="ten masks of 25 ml", net_content=D("250"), pieces=10),
            value_test(Basis.PIECE, "10", "15"),
        ),
        (Variant(sku="one mask", pieces=1), value_test(Basis.PIECE, "1", "15")),
    ],
    ids=lambda value: value.sku if isinstance(value, Variant) else "",
)
def test_cosmetics_are_measured_by_content_or_by_sheet(variant, expected):
    assert unit_rates(variant, COSMETICS) == expected


def test_specific_tax_grows_with_the_litres():
    whisky = TaxRate(vat=D("0.13"), consumption=D("0.20"), specific=D("0.912"), duty=D("0.10"))
    bottle = Variant(sku="whisky", net_content=D("700"))

    assert unit_rates(bottle, whisky).consumption_specific == D("0.6384")


def test_a_good_without_net_content_has_no_rates_where_it_decides():
    by_content = TaxRate(vat=D("0.13"), consumption=D("0.15"), threshold_per_g_or_ml=D("10"))
    with pytest.raises(MissingRatesError, match="has no net content"):
        unit_rates(Variant(sku="cream"), by_content)


@pytest.fixture
def good(db):
    exhibitor = Exhibitor.objects.create(name_zh="奇异", slug="kiwi", country="NZ")
    product = Product.objects.create(
        name_zh="蜂蜜",
        slug="honey",
        exhibitor=exhibitor,
        category=Category.add_root(name_zh="食品", slug="food"),
    )
    variant = Variant.objects.create(product=product, sku="HONEY-1", price=D("100.00"))
    Filing.objects.create(variant=variant, hs_code="0409000000")
    for vat, first, last in [
        ("0.17", date(2016, 4, 8), date(2018, 4, 30)),
        ("0.16", date(2018, 5, 1), date(2019, 3, 31)),
        ("0.13", date(2019, 4, 1), None),
    ]:
        TaxRate.objects.create(hs_code="0409000000", vat=D(vat), valid_from=first, valid_to=last)
    return variant


@pytest.mark.parametrize(
    ("on", "vat"),
    [
        (date(2016, 4, 8), "0.17"),
        (date(2018, 4, 30), "0.17"),
        (date(2018, 5, 1), "0.16"),
        (date(2019, 3, 31), "0.16"),
        (date(2019, 4, 1), "0.13"),
        (date(2030, 1, 1), "0.13"),
    ],
)
def test_the_date_picks_the_rate(good, on, vat):
    assert rates_by_sku("HONEY-1", on).vat == D(vat)


def test_what_the_catalogue_lacks_is_said(good):
    with pytest.raises(UnknownSkuError, match="no SKU 'NONE'"):
        rates_by_sku("NONE", date(2024, 1, 1))
    with pytest.raises(MissingRatesError, match="HS code 0409000000 has no rate for 2016-04-07"):
        rates_by_sku("HONEY-1", date(2016, 4, 7))
    Filing.objects.update(hs_code="")
    with pytest.raises(MissingRatesError, match="HONEY-1 has no HS code"):
        rates_by_sku("HONEY-1", date(2024, 1, 1))
    Filing.objects.all().delete()
    with pytest.raises(MissingRatesError, match="HONEY-1 has no HS code"):
        rates_by_sku("HONEY-1", date(2024, 1, 1))
