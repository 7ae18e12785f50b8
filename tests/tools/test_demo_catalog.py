"""The demo catalogue is something to look at, and seeding again does no harm."""

import pytest
from django.db.models import Count

from catalog import integrity
from catalog.admission.requirements import missing_for_sale
from catalog.importing.cells import gtin
from catalog.models import Brand, Category, Product, TaxRate, Variant, Zone
from catalog.prices.quotes import unit_prices
from tools.demo.catalog import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded():
    seed()


def counts():
    return [model.objects.count() for model in (Zone, TaxRate, Category, Brand, Product, Variant)]


def test_the_demo_has_goods_enough_and_sells_most_of_them(seeded):
    assert Product.objects.filter(live=True).count() >= 120
    assert Category.objects.filter(numchild=0).count() >= 20
    assert Brand.objects.count() >= 24
    sold = Variant.objects.for_sale()
    assert 0.9 < sold.count() / Variant.objects.count() < 1
    assert set(unit_prices(sold)) == {variant.pk for variant in sold}


def test_what_the_demo_has_approved_lacks_nothing(seeded):
    for variant in Variant.objects.for_sale().select_related("filing", "product"):
        assert missing_for_sale(variant) == [], variant.sku


def test_every_name_stands_in_both_languages_and_every_code_has_its_check_digit(seeded):
    assert not Product.objects.filter(name_en="").exists()
    assert not Product.objects.filter(description_en="").exists()
    assert all(v.gtin and gtin(v.gtin) == v.gtin for v in Variant.objects.all())


def test_seeding_twice_adds_nothing_and_keeps_edits(seeded):
    before = counts()
    Product.objects.filter(slug__startswith="tui-bay").update(name_zh="改过的名字")
    seed()
    assert counts() == before
    assert Product.objects.filter(name_zh="改过的名字").exists()


def test_every_exhibitor_shows_goods(seeded):
    shown = Product.objects.values("exhibitor__slug").annotate(n=Count("pk"))
    assert {row["exhibitor__slug"] for row in shown if row["n"] >= 15} == {
        "kiwi",
        "nordic",
        "maison",
        "bergwerk",
        "hanok",
        "andes",
    }


def test_no_goods_means_everything_but_goods():
    seed(goods=0)
    assert Product.objects.count() == 0
    assert Zone.objects.count() == 3


def test_a_trial_catalogue_has_the_size_given_and_consistent_stock():
    seed(goods=300)
    assert Product.objects.count() == 300
    seed(goods=310)
    assert Product.objects.count() == 310
    assert integrity.stock() == []
