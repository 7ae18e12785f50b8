"""The goods list as a visitor uses it: the URL is the state, with script and without."""

from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.utils import translation

from catalog.models import Product
from search import actions
from search.pages.goods_list import GoodsListing
from search.query.goods_query import MAX_PAGES, GoodsQuery
from search.query.params import read_query
from tests import factories
from tests.html import folded
from tests.module_rows import kept_for_a_module

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def goods(django_db_setup, django_db_blocker, module_index):
    with kept_for_a_module(django_db_blocker):
        milk = factories.make_category("milk", "奶粉", "Milk powder")
        for n in range(1, 4):
            product = factories.make_product(
                name_zh=f"可瑞康婴儿奶粉{n}段", name_en=f"Karicare formula stage {n}", sales=n,
                brand=factories.make_brand("karicare", "可瑞康", "Karicare"), category=milk,
            )  # fmt: skip
            factories.make_variant_for_sale(
                product, price=f"{n}00.00", stock=n - 1, sku=f"K-{n:04}"
            )
        honey = factories.make_product(name_zh="麦卢卡<b>蜂蜜</b>", origin="AU")
        factories.make_variant_for_sale(honey, filing={"mode": "9610"})
        module_index.build()
        yield


@pytest.fixture
def shop(goods, module_index, site_engine):
    module_index.give(site_engine)
    return site_engine


def page(client, **params):
    response = client.get("/goods/", params)
    assert response.status_code == 200
    return folded(response.content.decode())


def test_the_list_shows_every_good_with_its_facets(client, shop):
    html = page(client)
    for text in ("可瑞康婴儿奶粉1段", 'name="category" value="milk"', "新西兰", "共 4 件商品"):
        assert text in html


def test_a_search_marks_what_was_typed(client, shop):
    html = page(client, q="可瑞康2段")
    assert "<mark>可瑞康</mark>婴儿奶粉<mark>2段</mark>" in html
    assert "婴儿奶粉1段" not in html


def test_names_are_escaped_with_and_without_marks(client, shop):
    assert "麦卢卡&lt;b&gt;蜂蜜&lt;/b&gt;" in page(client)
    assert "麦卢卡&lt;b&gt;<mark>蜂蜜</mark>&lt;/b&gt;" in page(client, q="蜂蜜")


def test_filters_of_one_facet_widen_and_of_two_narrow(client, shop):
    assert "麦卢卡" not in page(client, origin="NZ")
    both = page(client, origin=["NZ", "AU"])
    assert "麦卢卡" in both
    assert "婴儿奶粉" in both
    assert "没有" in page(client, origin="AU", category="milk")


def test_what_is_chosen_can_be_removed(client, shop):
    html = page(client, q="奶粉", brand="karicare", stock="true", sort="price_up")
    assert 'href="/goods/?q=%E5%A5%B6%E7%B2%89&amp;stock=true&amp;sort=price_up"' in html
    assert 'href="/goods/?q=%E5%A5%B6%E7%B2%89&amp;sort=price_up"' in html  # clear all
    assert '<input type="hidden" name="sort" value="price_up">' in html


def test_htmx_gets_the_listing_alone_and_the_back_button_a_page(client, shop):
    whole, part = (
        client.get("/goods/", headers=headers).content.decode()
        for headers in ({}, {"HX-Request": "true"})
    )
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip() in whole
    back = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/goods/", headers=back).content.decode()
    assert "HX-Request" in client.get("/goods/")["Vary"]


def test_a_corrected_search_says_so_and_offers_the_original(client, shop):
    html = page(client, q="karicrae")
    assert "“karicare”" in html
    assert "exact=1" in html
    assert "可瑞康婴儿奶粉1段" in html


def test_a_partial_answer_is_marked_as_such(client, shop):
    assert "没有完全符合的商品" in page(client, q="可瑞康拖拉机")


def test_the_line_below_the_heading_is_a_sentence_in_either_language(client, shop):
    queries = ({"q": "可瑞康"}, {"q": "可瑞康拖拉机"}, {"q": "可瑞康拖拉机", "origin": "AU"})
    lines = [
        GoodsListing(read_query(QueryDict(urlencode(a)), "en"), "/goods/").count_line
        for a in queries
    ]
    assert lines == [
        "共 3 件商品，价格均含税", "没有完全符合的结果。价格均含税。", "没有完全符合的结果。",
    ]  # fmt: skip
    sentences = {
        "": ("没有完全符合的结果。", "价格均含税。"),
        "/en": ("No exact match.", " Prices include tax."),
    }
    for prefix, (first, second) in sentences.items():
        goods, everything = (
            folded(client.get(f"{prefix}/{place}/", {"q": "可瑞康拖拉机"}).content.decode())
            for place in ("goods", "search")
        )
        assert f'<p class="note">{first}{second}</p>' in goods
        assert f'<p class="note" role="status">{first}</p>' in everything


def test_nothing_found_shows_alternatives(client, shop):
    html = page(client, q="拖拉机")
    assert "没有找到“拖拉机”" in html
    assert "查看全部商品" in html
    html = page(client, q="奶粉", origin="AU")
    assert 'href="/goods/?q=%E5%A5%B6%E7%B2%89"' in html


def test_suggested_words_are_in_the_visitors_language(client, shop):
    def suggested_words(path, text):
        chips = client.get(path, {"q": text}).context["listing"].help.words
        return [chip.label for chip in chips]

    assert "可瑞康" in suggested_words("/goods/", "kexxq")
    assert suggested_words("/en/goods/", "kexxq") == []
    assert suggested_words("/en/goods/", "karxxq") == ["Karicare"]
    assert "可瑞康" in suggested_words("/en/goods/", "可瑞机器")


@pytest.mark.parametrize(
    "params",
    [
        {"page": "99999999999999999999"}, {"page": "-1"}, {"page": "x"}, {"sort": "name"},
        {"min": "-5", "max": "abc"}, {"min": "٣"}, {"origin": ["x"] * 500},
        {"brand": "\x01"}, {"q": "\x01" * 300}, {"category": "' OR 1=1"},
        {"q": "奶粉", "page": "7"},
    ],
)  # fmt: skip
def test_a_senseless_url_is_still_a_page(client, shop, params):
    page(client, **params)


def test_a_stock_nobody_knows_narrows_nothing(client, shop):
    card_count = page(client, q="奶粉").count("product-card__name")
    assert page(client, q="奶粉", stock="1").count("product-card__name") == card_count > 0


def test_beyond_the_end_stands_the_last_page(client, shop):
    html = page(client, q="奶粉", page=7)
    assert "婴儿<mark>奶粉</mark>1段" in html
    assert "第 1—3 件" in html


def test_four_hundred_pages_can_be_turned_and_no_more(site_engine):
    """Elasticsearch rejects an offset beyond 10,000 hits."""
    for _n in range(MAX_PAGES + 2 - Product.objects.on_display().count()):
        factories.make_product()
    actions.rebuild(site_engine)
    last = GoodsListing(GoodsQuery(size=1, page=MAX_PAGES), "/goods/")
    assert (last.page.number, last.next_url, last.cut_off) == (400, "", True)
    assert (last.total, len(last.cards)) == (402, 1)
    assert not GoodsListing(GoodsQuery(size=1, page=399), "/goods/").cut_off
    assert not GoodsListing(GoodsQuery(size=2, page=201), "/goods/").cut_off


def test_an_address_with_a_nul_is_turned_away(client, shop):
    assert client.get("/goods/", {"q": "\x00"}).status_code == 400


def test_english_pages_speak_english(client, shop):
    with translation.override("en"):
        html = client.get("/en/goods/", {"q": "karicare"}).content.decode()
    assert "<mark>Karicare</mark> formula stage 1" in html
    assert "3 products" in html
    assert "Milk powder" in html


def test_the_number_of_queries_is_fixed(client, shop, django_assert_max_num_queries):
    page(client)  # warms the names of facets and the vocabulary
    with django_assert_max_num_queries(12):
        page(client, q="奶粉")
    for n in range(20):
        factories.make_variant_for_sale(factories.make_product(name_zh=f"奶粉{n}"))
    actions.drain_all()
    shop.size()
    with django_assert_max_num_queries(12):
        page(client, q="奶粉")


def test_a_good_gone_since_is_left_out_and_indexed_again(client, shop):
    from catalog.models import Product
    from search.models import SearchChange

    Product.objects.filter(name_zh__contains="2段").update(live=False)
    assert "2段" not in page(client, q="可瑞康").split("sortbar")[1]
    assert SearchChange.objects.count() == 1


def test_suggestions_for_script_and_for_programs(client, shop):
    html = client.get("/search/suggest", {"q": "可"}, headers={"Accept": "text/html"})
    assert "<mark>可</mark>瑞康" in html.content.decode()
    result = client.get("/search/suggest", {"q": "krk"}).json()["suggestions"]
    assert result[0] == {"text": "可瑞康", "kind": "brand", "goods": 3, "via": "initials"}
    assert client.get("/search/suggest").json()["suggestions"] == []
