"""The page on which a shopper decides."""

import json
import re
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.utils import translation

from catalog.actions.prices import change_price
from catalog.models import ProductSnapshot
from catalog.prices.explanation import PriceStep, explain
from catalog.prices.quotes import unit_price
from catalog.product_page.snapshots import take_snapshots
from tests.factories import (
    make_category,
    make_product,
    make_tax_rate,
    make_variant,
    make_variant_for_sale,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey():
    return make_product(
        slug="manuka",
        name_zh="麦卢卡蜂蜜",
        name_en="Manuka honey",
        highlight_en="At least 263 mg/kg",
        description_zh="东岸的蜜。",
        description_en="From the east coast.",
    )


def page(client, url="/en/goods/manuka/"):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_a_good_for_sale_shows_its_price_and_can_be_put_in_the_cart(client, honey):
    variant = make_variant_for_sale(honey)
    html = page(client)
    assert "<h1>Manuka honey</h1>" in html
    assert "109.10" in html
    assert "10 in stock" in html
    assert f'name="variant" value="{variant.pk}"' in html
    assert 'action="/en/cart/add/"' in html
    assert "100.00 × 13% × 70%" in html


def test_the_page_speaks_the_visitors_language(client, honey):
    make_variant_for_sale(honey)
    html = page(client, "/goods/manuka/")
    assert "<h1>麦卢卡蜂蜜</h1>" in html
    assert "东岸的蜜" in html


def test_a_good_on_display_only_says_so_and_offers_no_cart(client, honey):
    make_variant_for_sale(honey, filing={"approved": False})
    html = page(client)
    assert "On display, not yet for sale" in html
    assert "Its customs filing is being prepared and checked." in html
    assert "cart/add" not in html
    assert "109.10" not in html


def test_a_good_without_a_price_or_any_variant_is_shown(client, honey):
    assert "Its price in yuan has not been set yet." in page(client)
    make_variant(honey, price=None)
    assert "Its price in yuan has not been set yet." in page(client)


def test_a_sold_out_good_says_so(client, honey):
    make_variant_for_sale(honey, stock=0)
    html = page(client)
    assert "Sold out" in html
    assert "cart/add" not in html


def test_a_size_is_chosen_by_its_sku(client, honey):
    make_variant_for_sale(honey, sku="S-250")
    make_variant_for_sale(honey, sku="S-500", price="180.00", spec_en="500 g jar")
    assert "196.38" in page(client, "/en/goods/manuka/?v=S-500")
    assert "109.10" in page(client, "/en/goods/manuka/?v=nonsense")


@pytest.mark.parametrize("slug", ["hidden", "nothing"])
def test_hidden_and_unknown_goods_are_not_found(client, slug):
    make_product(slug="hidden", live=False)
    assert client.get(f"/goods/{slug}/").status_code == 404


def test_breadcrumbs_lead_through_the_shelves(client, honey):
    food = make_category("food", "食品饮料", "Food and drinks")
    honey.category = food.add_child(slug="comb", name_zh="巢蜜", name_en="Honeycomb")
    honey.save()
    html = page(client)
    assert html.index("/en/goods/?category=food") < html.index("/en/goods/?category=comb")


def test_search_engines_read_the_offer_and_no_word_can_break_out(client, honey):
    honey.name_en = "</script><b>Manuka & honey"
    honey.save()
    make_variant_for_sale(honey, gtin="2900000000117")
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client), re.S)[1]
    data = json.loads(block)
    assert data["name"] == "</script><b>Manuka & honey"
    assert data["gtin"] == "2900000000117"
    assert data["offers"]["price"] == "109.10"
    assert data["offers"]["availability"] == "https://schema.org/InStock"


def test_the_page_costs_at_most_ten_queries_whatever_it_shows(
    client, honey, django_assert_max_num_queries
):
    for n in range(3):
        make_variant_for_sale(honey, price=f"{100 + n}.00")
    page(client)
    caches["local"].clear()
    with django_assert_max_num_queries(10):
        page(client)


def test_related_goods_come_when_asked_for(client, honey):
    assert client.get("/en/goods/manuka/related/").status_code == 200
    assert 'hx-get="/en/goods/manuka/related/"' in page(client)


def test_the_page_as_bought_stays_when_the_good_changes(client, honey):
    variant = make_variant_for_sale(honey)
    snapshot = take_snapshots([honey])[honey.pk]
    change_price(variant, Decimal("80.00"), None)
    honey.name_en = "Another name"
    honey.save()

    html = page(client, f"/en/goods/manuka/as-bought/{snapshot.digest}/")

    assert "Manuka honey" in html
    assert "109.10" in html
    assert ProductSnapshot.objects.count() == 1
    assert client.get("/en/goods/manuka/as-bought/0000/").status_code == 404


def notes(variant):
    with translation.override("en"):
        return explain(unit_price(variant), variant)


def test_a_cream_below_the_threshold_says_why_it_pays_no_consumption_tax():
    make_tax_rate("3304990039", consumption=Decimal("0.15"), threshold_per_g_or_ml=Decimal(10))
    cream = make_variant_for_sale(
        price="168.00", net_content=Decimal(200), spec_en="200 ml", filing={"hs_code": "3304990039"}
    )
    assert notes(cream) == [
        PriceStep("Goods", Decimal("168.00")),
        PriceStep("Customs duty", Decimal("0.00"), "0% within the limits of personal orders"),
        PriceStep("Consumption tax", Decimal("0.00"), "¥0.84 per ml, below ¥10: not levied"),
        PriceStep("VAT", Decimal("15.29"), "168.00 × 13% × 70%"),
    ]


def test_a_dear_cream_says_what_it_pays_and_on_what():
    make_tax_rate("3304990039", consumption=Decimal("0.15"), threshold_per_g_or_ml=Decimal(10))
    cream = make_variant_for_sale(
        price="425.00", net_content=Decimal(20), spec_en="20 ml", filing={"hs_code": "3304990039"}
    )
    assert [(step.amount, step.note) for step in notes(cream)[2:]] == [
        (Decimal("52.50"), "¥21.25 per ml, ¥10 and above: 15% × 70%"),
        (Decimal("45.50"), "425.00 ÷ 0.85 × 13% × 70%"),
    ]


@pytest.mark.parametrize(
    ("pieces", "zh", "en"),
    [
        (1, "每件 ¥4,680.00，未到 ¥10,000，不征", "¥4,680.00 per piece, below ¥10,000: not levied"),
        (5, "每片 ¥936.00，未到 ¥10,000，不征",
         "¥936.00 per piece in the pack, below ¥10,000: not levied"),
    ],
)  # fmt: skip
def test_a_threshold_by_the_piece_names_watch_and_mask_apart(pieces, zh, en):
    make_tax_rate("9102110000", consumption=Decimal("0.20"), threshold_per_piece=Decimal(10000))
    watch = make_variant_for_sale(price="4680.00", pieces=pieces, filing={"hs_code": "9102110000"})
    assert notes(watch)[2].note == en
    with translation.override("zh-hans"):
        assert explain(unit_price(watch), watch)[2].note == zh
