"""What was read from the words stands on chips, each to be taken away and up again."""

from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.test import override_settings
from django.utils import translation

from search.pages.readings import age_label, price_label, reading_label
from search.query.plan import Reading
from tests import factories
from tests.html import folded
from tests.module_rows import kept_for_a_module

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def goods(django_db_setup, django_db_blocker, module_index):
    with kept_for_a_module(django_db_blocker):
        creams = factories.make_category("creams", "面霜", "Face creams")
        for name, price, origin in (("雪岭面霜", "90.00", "JP"), ("青屿面霜", "150.00", "NO"),
                                    ("玉露面霜", "400.00", "FR")):  # fmt: skip
            product = factories.make_product(name_zh=name, category=creams, origin=origin)
            factories.make_variant_for_sale(product, price=price)
        milk = factories.make_product(name_zh="高钙奶粉 中老年", name_en="Milk powder for seniors")
        factories.make_variant_for_sale(milk)
        puree = factories.make_product(name_zh="南瓜泥辅食", highlight_zh="六月龄起，玻璃罐")
        factories.make_variant_for_sale(puree)
        module_index.build()
        yield


@pytest.fixture
def shop(goods, module_index, site_engine):
    module_index.give(site_engine)
    return site_engine


class Page:
    def __init__(self, client, path, params):
        response = client.get(path, params)
        assert response.status_code == 200
        context = response.context
        self.listing = context.get("listing") or context["page"]
        self.html = folded(unescape(response.content.decode()))

    @property
    def chips(self):
        return [(chip.label, chip.on) for chip in self.listing.readings.chips]

    @property
    def names(self):
        return sorted(card.name for card in self.listing.cards) if self.listing.cards else []

    def after(self, label):
        """The parameters of the URL behind a chip."""
        chip = next(c for c in self.listing.readings.chips if c.label == label)
        return dict(parse_qsl(urlsplit(chip.url).query))


def page(client, path="/goods/", **params):
    return Page(client, path, params)


def test_each_condition_is_a_chip_that_says_what_removing_it_does(client, shop):
    result = page(client, q="200元以下不要日本的面霜")
    assert result.chips == [("不超过 200 元", True), ("不要日本", True)]
    assert 'aria-label="去掉“不超过 200 元”（按“200元以下”识别）"' in result.html
    assert "青屿" in result.html
    assert "雪岭" not in result.html
    assert "玉露" not in result.html


def test_chips_are_taken_away_and_up_again_singly(client, shop):
    result = page(client, q="200元以下不要日本的面霜", sort="price_up")
    params = result.after("不要日本")
    assert params == {
        "q": "200元以下不要日本的面霜", "sort": "price_up", "literal": "不要日本",
    }  # fmt: skip
    result = page(client, **params)
    assert result.chips == [("不超过 200 元", True), ("不要日本", False)]
    assert result.listing.total == 2
    assert "重新按“不要日本”筛选" in result.html
    assert result.after("不要日本") == {"q": "200元以下不要日本的面霜", "sort": "price_up"}


def test_the_four_searches_of_a_shopper(client, shop):
    found = {q: page(client, q=q) for q in (
        "200元以下的面霜", "不要日本的面霜", "6个月辅食", "老年人奶粉",
    )}  # fmt: skip
    assert {q: (result.listing.total, result.chips) for q, result in found.items()} == {
        "200元以下的面霜": (2, [("不超过 200 元", True)]),
        "不要日本的面霜": (2, [("不要日本", True)]),
        "6个月辅食": (1, [("6 个月", True)]),
        "老年人奶粉": (1, [("适合中老年", True)]),
    }


def test_where_nothing_is_left_the_page_says_so_and_offers_the_rest(client, shop):
    result = page(client, q="20元以下的面霜")
    assert "没有找到“20元以下的面霜”" in result.html
    assert "没有商品同时符合从您的搜索词中识别出的条件。" in result.html
    without = result.listing.readings.without
    assert [(chip.label, chip.count) for chip in without] == [("去掉“不超过 20 元”", 3)]
    assert (
        f'href="/goods/?{urlencode({"q": "20元以下的面霜", "literal": "20元以下"})}"' in result.html
    )


def test_conditions_that_only_together_leave_nothing_are_offered_singly(client, shop):
    result = page(client, q="100元以下不要日本的面霜")
    assert [(chip.label, chip.count) for chip in result.listing.readings.without] == [
        ("去掉“不超过 100 元”", 2), ("去掉“不要日本”", 1),
    ]  # fmt: skip
    result = page(client, q="20元以下3岁面霜")
    assert [(chip.label, chip.count) for chip in result.listing.readings.without] == [
        ("去掉“不超过 20 元、3 岁”", 3)
    ]


def test_a_price_chosen_by_hand_goes_before_the_words(client, shop):
    result = page(client, q="200元以下的面霜", min="300")
    assert (result.listing.total, result.chips) == (1, [])
    assert [chip.label for chip in result.listing.filters.chosen] == ["300 元以上"]
    assert page(client, q="200元以下的面霜", price="200-500").chips == []
    assert page(client, q="不要日本的面霜", origin="JP").listing.total == 1


def test_filters_keep_what_was_left_off(client, shop):
    result = page(client, q="200元以下的面霜", literal="200元以下")
    assert '<input type="hidden" name="literal" value="200元以下">' in result.html
    assert result.listing.total == 3
    assert result.listing.state == urlencode({"q": "200元以下的面霜", "literal": "200元以下"})


def test_a_saved_search_keeps_its_conditions(client, shop, django_user_model):
    client.force_login(django_user_model.objects.create_user("a@expo.test", password="long-1-pass"))
    state = page(client, q="200元以下不要日本的面霜", literal="不要日本").listing.state
    client.post("/search/saved/add/", {"state": state, "name": "面霜"})
    saved = client.get("/search/saved/").context["searches"].get()
    assert saved.query.literal == frozenset({"不要日本"})
    assert saved.query.text == "200元以下不要日本的面霜"


def test_without_words_nothing_is_left_off(client, shop):
    """All goods have one canonical address."""
    landing = client.get("/goods/", {"literal": "200元以下"}).context["listing"].landing
    assert landing.path == "/goods/"


def test_the_whole_sites_search_has_the_same_chips(client, shop):
    result = page(client, "/search/", q="200元以下的面霜")
    assert (result.listing.total, result.chips) == (2, [("不超过 200 元", True)])
    params = result.after("不超过 200 元")
    assert page(client, "/search/", **params).listing.total == 3
    assert [tab.url for tab in page(client, "/search/", **params).listing.tabs][1] == (
        f"/goods/?{urlencode(params)}"
    )
    moved = client.get("/search/", params | {"tab": "goods"})
    assert moved.url == f"/goods/?{urlencode(params)}"


def test_english_pages_read_english_words(client, shop):
    with translation.override("en"):
        result = page(client, "/en/goods/", q="cream under 200 yuan not from Japan")
    assert result.chips == [("less than 200 yuan", True), ("not Japan", True)]
    assert "Remove “not Japan”, read from “not from japan”" in result.html


def test_suggestions_go_on_with_the_remaining_words(client, shop):
    html = client.get(
        "/search/suggest", {"q": "200元以下的面"}, headers={"Accept": "text/html"}
    ).content.decode()
    assert urlencode({"q": "200元以下 面霜"}) in html
    assert "200元以下 面霜" in html


def test_nothing_is_read_while_the_database_answers(client, shop):
    with override_settings(
        SEARCH_ENGINE="search.engines.elastic.ElasticEngine", ELASTICSEARCH_URL="http://127.0.0.1:1"
    ):
        result = page(client, q="200元以下的面霜")
    assert (result.listing.degraded, result.chips, result.listing.total) == (True, [], 3)


@pytest.mark.parametrize("literal", ["x", "\x01", "200元以下" * 50, ""])
def test_what_was_never_read_can_be_left_off_too(client, shop, literal):
    assert page(client, q="面霜", literal=literal).listing.total == 3


@pytest.mark.parametrize(
    ("price", "label"),
    [
        ((None, 20_000), "up to 200 yuan"), ((None, 19_999), "less than 200 yuan"),
        ((None, 990), "up to 9.90 yuan"), ((50_000, None), "500 yuan and more"),
        ((50_001, None), "more than 500 yuan"), ((10_000, 20_000), "100 to 200 yuan"),
    ],
)  # fmt: skip
def test_a_price_is_named(price, label):
    with translation.override("en"):
        assert price_label(price) == label


@pytest.mark.parametrize(
    ("months", "label"),
    [
        ((6, 7), "6 months"), ((1, 2), "1 month"), ((6, 36), "6 to 36 months"), ((0, 36),
        "0 to 3 years"),
        ((0, 12), "0 to 12 months"), ((18, 24), "18 to 24 months"), ((24, 36), "2 years"),
        ((12, 24), "1 year"), ((36, 216), "3 to 18 years"), ((600, 1800), "for seniors"),
        ((720, 1800), "from 60 years"),
    ],
)  # fmt: skip
def test_an_age_is_named(months, label):
    with translation.override("en"):
        assert age_label(*months) == label


def test_what_is_not_wanted_is_named_in_the_pages_language():
    reading = Reading(
        "exclusion", "不要日本", origins=("JP", "KR"), brands=("可瑞康",), terms=("羊奶",)
    )
    labels = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            labels.append(reading_label(reading))
    assert labels == [
        "不要日本、韩国、可瑞康、名称不含“羊奶”",
        "not Japan, South Korea, 可瑞康, no “羊奶” in the name",
    ]
