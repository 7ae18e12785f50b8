"""What search engines see: which lists to keep, where they stand, what is in them."""

import json
import re

import pytest
from django.utils import translation

from tests import factories
from tests.module_rows import kept_for_a_module

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def goods(django_db_setup, django_db_blocker, module_index):
    with kept_for_a_module(django_db_blocker):
        food = factories.make_category("food", "食品", "Food")
        honey = food.add_child(slug="honey", name_zh="蜂蜜", name_en="Honey")
        factories.make_category("empty", "空架", "Empty")
        factories.make_brand("nobody", "无货", "Nobody")
        for n in range(30):
            product = factories.make_product(name_zh=f"蜂蜜 </script>{n}", category=honey)
            factories.make_variant_for_sale(product)
        factories.make_product(live=False, origin="FR")
        module_index.build()
        yield


@pytest.fixture
def shop(goods, module_index, site_engine, settings):
    settings.SITE_URL = SITE
    module_index.give(site_engine)
    return site_engine


def head(client, address):
    return client.get(address).content.decode().partition("</head>")[0]


def robots(html):
    return "noindex" in html


def canonical(html):
    result = re.search(r'rel="canonical" href="([^"]*)"', html)
    return result and result[1]


@pytest.mark.parametrize(
    ("query_string", "canonical_path"),
    [
        ("", "/goods/"),
        ("?category=honey", "/goods/?category=honey"),
        ("?category=food&category=honey", "/goods/?category=honey"),
        ("?brand=tui-bay&utm_source=x", "/goods/?brand=tui-bay"),
        ("?origin=NZ", "/goods/?origin=NZ"),
        ("?category=honey&page=2", None),
        ("?category=honey&sort=newest", None),
        ("?category=honey&brand=tui-bay", None),
        ("?category=empty", None),
        ("?brand=made-up", None),
        ("?stock=true", None),
        ("?q=honey", None),
        ("?min=5", None),
    ],
)
def test_a_list_is_a_landing_page_or_none(client, shop, query_string, canonical_path):
    html = head(client, "/goods/" + query_string)
    expected = (SITE + canonical_path, False) if canonical_path else (None, True)
    assert (canonical(html), robots(html)) == expected
    assert ("application/ld+json" in html) is bool(canonical_path)


def test_a_landing_page_names_its_translation(client, shop):
    html = head(client, "/en/goods/?category=honey&utm=1")
    assert canonical(html) == f"{SITE}/en/goods/?category=honey"
    assert re.findall(r'hreflang="(.*?)" href="(.*?)"', html) == [
        ("zh-Hans", f"{SITE}/goods/?category=honey"),
        ("en", f"{SITE}/en/goods/?category=honey"),
        ("x-default", f"{SITE}/goods/?category=honey"),
    ]


def test_the_list_is_given_as_data_that_closes_no_script(client, shop):
    html = head(client, "/goods/?category=honey")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    first = data["itemListElement"][0]
    assert (data["@type"], data["name"], data["numberOfItems"]) == ("ItemList", "蜂蜜", 30)
    assert (len(data["itemListElement"]), first["position"]) == (24, 1)
    assert "</script>" in first["name"]
    assert first["url"].startswith(f"{SITE}/goods/")


def test_the_sitemap_has_lists_with_goods_in_both_languages(client, shop):
    assert "sitemap-lists.xml" in client.get("/sitemap.xml").content.decode()
    xml = client.get("/sitemap-lists.xml").content.decode()
    with translation.override("zh-hans"):
        places = [p.removeprefix(SITE) for p in re.findall(r"<loc>(.*?)</loc>", xml)]
    lists = [
        "/goods/", "/goods/?category=food", "/goods/?category=honey", "/goods/?brand=tui-bay",
        "/goods/?origin=NZ",
    ]  # fmt: skip
    assert sorted(places) == sorted([*lists, *("/en" + place for place in lists)])
    assert xml.count('hreflang="en"') == len(places)
    for place in places:  # each is a page that search engines may keep
        assert canonical(head(client, place)) == SITE + place


@pytest.mark.parametrize(
    "query_string", ["", "?q=honey", "?q=honey&tab=firms", "?q=nothing+of+the+kind"]
)
def test_answers_of_the_site_wide_search_are_no_pages_to_keep(client, shop, query_string):
    """noindex alone: a canonical beside it says the contrary, and who is shut out by robots.txt
    never reads either."""
    for prefix in ("", "/en"):
        html = head(client, f"{prefix}/search/{query_string}")
        assert (canonical(html), robots(html), "hreflang" in html) == (None, True, False)
        assert f"Disallow: {prefix}/search/\n" not in client.get("/robots.txt").content.decode()


def test_robots_are_led_to_the_sitemap_and_away_from_the_rest(client):
    robots_txt = client.get("/robots.txt").content.decode()
    assert "Disallow: /search/saved/" in robots_txt
    assert "Disallow: /en/search/saved/" in robots_txt
    assert "Sitemap: " in robots_txt
