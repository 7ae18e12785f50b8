"""The site-wide search as a visitor uses it: one question, a tab for each part of the site."""

from datetime import timedelta
from urllib.parse import quote, quote_plus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from catalog.models import Product
from expo.models import NewsPage, Session
from search import actions
from search.models import SearchChange
from tests import factories
from tests.html import folded
from tests.module_rows import kept_for_a_module
from tests.search import expo_content as expo

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker, module_index):
    """Honey in every part of the expo, and one good besides."""
    with kept_for_a_module(django_db_blocker):
        factories.make_variant_for_sale(
            factories.make_product(name_zh="麦卢卡蜂蜜"), sku="HONEY-0001"
        )
        milk = factories.make_category("milk", "奶粉", "Milk powder")
        goat = factories.make_product(name_zh="羊奶粉", name_en="Goat milk", category=milk)
        factories.make_variant_for_sale(goat)
        expo.make_booth(
            expo.make_exhibitor("yunling", name_zh="云岭蜂蜜坊", name_en="Yunling Honey"),
            stand="A-02",
        )
        expo.make_session("蜂蜜品鉴", speaker="王养蜂", title_en="Honey tasting")
        expo.make_news("蜂蜜<b>到港</b>", "Honey has landed", summary="首批冬蜜", slug="landed")
        expo.make_info("退换货规则", "Returns", body=[("text", "<p>拆封的蜂蜜不退。</p>")])
        expo.make_center("airport", name_zh="机场蜂蜜馆")
        module_index.build()
        yield


@pytest.fixture
def site(rows, module_index, site_engine):
    module_index.give(site_engine)
    return site_engine


def page(client, path="/search/", **params):
    response = client.get(path, params)
    assert response.status_code == 200
    return folded(response.content.decode())


def counts(client, text, path="/search/"):
    response = client.get(path, {"q": text})
    return {tab.name: tab.count for tab in response.context["page"].tabs}


def titles(client, **params):
    groups = client.get("/search/", params).context["page"].groups
    return [hit.card.title for group in groups for hit in group.shown]


def test_one_question_is_answered_by_every_part_of_the_site(client, site):
    assert counts(client, "蜂蜜") == {
        "all": 6, "goods": 1, "firms": 1, "programme": 1, "pages": 3,
    }  # fmt: skip
    html = page(client, q="蜂蜜")
    for text in (
        "麦卢卡<mark>蜂蜜</mark>",  # the good as a product card
        'stand=A-02#stand"', "一号馆",  # the booth with its stand on the plan
        "11月21日，周六", "12:00–13:00", "一号厅", "规则与通关", "王养蜂",  # the session's facts
        '<time class="num" datetime="2026-11-20">',  # the day of the news
        "拆封的<mark>蜂蜜</mark>不退",  # an excerpt where the title says nothing
        "<mark>蜂蜜</mark>&lt;b&gt;到港&lt;/b&gt;",  # text is escaped
        'href="/goods/?q=%E8%9C%82%E8%9C%9C"',  # goods have a list of their own
    ):  # fmt: skip
        assert text in html, text


def test_a_tab_shows_its_own_alone(client, site):
    html = page(client, q="蜂蜜", tab="programme")
    assert "<mark>蜂蜜</mark>品鉴" in html
    assert "机场" not in html
    assert 'aria-current="page">日程' in html
    response = client.get("/search/", {"q": "蜂蜜", "tab": "goods"})
    assert response["Location"] == "/goods/?q=%E8%9C%82%E8%9C%9C"


def test_a_tab_is_leafed_through_without_doubles_or_gaps(client, site):
    for n in range(25):
        expo.make_news(f"蜂蜜消息{n}", "", slug=f"n{n}")
    actions.drain_all()
    site.size()
    first = titles(client, q="蜂蜜消息", tab="pages")
    second = titles(client, q="蜂蜜消息", tab="pages", page="2")
    assert (len(first), len(second)) == (20, 5)
    assert len({*first, *second}) == 25
    assert titles(client, q="蜂蜜消息", tab="pages", page="99") == second


def test_talks_that_are_over_stand_behind_those_to_come(client, site):
    now = timezone.now()
    Session.objects.all().delete()
    for n in range(25):  # the past ones say the word more loudly, and fill the first page
        hour = now + timedelta(hours=n - 22)
        hours = {"starts_at": hour - timedelta(minutes=30), "ends_at": hour}
        title = f"蜂蜜 {n}" if n < 22 else f"关于各国蜂巢与蜂蜜的漫长谈话 {n}"
        expo.make_session(title, title_en="", **hours)
    actions.drain_all()
    site.size()
    first = titles(client, q="蜂蜜", tab="programme")
    second = titles(client, q="蜂蜜", tab="programme", page=2)
    assert {title[-2:] for title in first[:2]} == {"23", "24"}
    assert len(set(first)) == 20
    assert len(set(second)) == 5
    assert not set(first) & set(second)
    assert {title[-2:] for title in titles(client, q="蜂蜜") if "谈话" in title} == {"23", "24"}


def test_talks_that_are_over_stand_behind_without_an_engine_too(client, site, tmp_path):
    now = timezone.now()
    Session.objects.all().delete()
    for hours, title in ((5, "蜂蜜明天"), (-5, "蜂蜜昨天")):
        hour = now + timedelta(hours=hours)
        expo.make_session(title, starts_at=hour - timedelta(minutes=30), ends_at=hour)
    engine = "search.engines.embedded.EmbeddedEngine"
    with override_settings(SEARCH_ENGINE=engine, SEARCH_DIR=tmp_path / "nothing here"):
        result = titles(client, q="蜂蜜", tab="programme")
    assert [title[-2:] for title in result] == ["明天", "昨天"]


def test_what_can_be_read_in_the_visitors_language_comes_first(client, site):
    expo.make_news("UMF 20", "", slug="zh-only")  # best match of all, in Chinese only
    expo.make_news("关于蜂蜜等级的长文 UMF", "A long read about grades such as UMF", slug="both")
    actions.drain_all()
    site.size()
    titles_en = [
        hit.card.title
        for group in client.get("/en/search/", {"q": "umf"}).context["page"].groups
        for hit in group.shown
    ]
    assert titles_en == ["A long read about grades such as <mark>UMF</mark>", "<mark>UMF</mark> 20"]
    assert titles(client, q="umf")[0] == "<mark>UMF</mark> 20"


def test_english_pages_speak_english(client, site):
    html = page(client, "/en/search/", q="honey")
    for text in (
        "Everything",
        "<mark>Honey</mark> tasting",
        "Stand",
        "Honey has landed",
        "Hall 1",
    ):
        assert text in html.replace("<mark>Honey</mark> has", "Honey has"), text


def test_a_stand_is_found_as_it_is_written_over_it(client, site):
    for text in ("A-02", "a02", "A 02"):
        assert counts(client, text)["firms"] == 1, text
    assert counts(client, "A-01")["all"] == 0


def test_words_are_corrected_once_for_all_tabs(client, site):
    html = page(client, q="奶粉图伊弯")
    assert "图伊湾" in html
    assert "exact=1" in html


def test_nothing_found_shows_alternatives(client, site):
    html = page(client, q="拖拉机")
    assert "没有找到“拖拉机”" in html
    assert "查看全部商品" in html
    assert "<mark>" not in html


@pytest.mark.parametrize(
    ("prefix", "popular", "shelf", "alike"),
    [("", "热门类目", "奶粉", "奶粉"), ("/en", "Popular categories", "Milk powder", "Milk powder")],
    ids=["zh", "en"],
)
def test_who_finds_nothing_anywhere_gets_the_same_help(client, site, prefix, popular, shelf, alike):
    typed = f"{alike[:2]}拖拉机机"
    for place in ("goods", "search"):
        html = page(client, f"{prefix}/{place}/", q=typed, exact="1")
        below = html.partition('<section class="empty">')[2].partition("</section>")[0]
        assert f"<h3>{popular}</h3>" in below
        assert f'href="{prefix}/goods/?category=milk">{shelf}' in below
        assert f'href="{prefix}/{place}/?q={quote_plus(alike)}">{alike}' in below
        assert f"?wanted={quote(typed)}" in below


def test_the_list_of_goods_says_what_else_there_is(client, site):
    html = page(client, "/goods/", q="蜂蜜")
    assert 'href="/search/?q=%E8%9C%82%E8%9C%9C&amp;tab=programme"' in html
    html = page(client, "/goods/", q="退换货")
    assert "没有商品完全符合，站内其他相关内容" in html
    assert 'href="/search/?q=%E9%80%80%E6%8D%A2%E8%B4%A7&amp;tab=pages">公告与页面 (1)' in html
    assert "search-tabs" not in page(client, "/goods/")


@pytest.mark.parametrize(
    "params",
    [
        {}, {"q": ""}, {"q": "蜂蜜", "tab": "nowhere"}, {"q": "蜂蜜", "tab": "pages", "page": "x"},
        {"q": "蜂蜜", "page": "-3"}, {"q": "\x01" * 300}, {"q": "' OR 1=1 --"},
        {"q": "😀[](){}^~*?:"},
        {"q": "a" * 10_000, "tab": "firms", "page": "999999999999"}, {"q": "的"},
    ],
)  # fmt: skip
def test_a_senseless_url_is_still_a_page(client, site, params):
    page(client, **params)


def test_what_has_gone_since_is_left_out_and_indexed_again(client, site):
    NewsPage.objects.update(live=False)
    SearchChange.objects.all().delete()
    assert "到港" not in page(client, q="蜂蜜", tab="pages")
    assert {change.kind for change in SearchChange.objects.all()} == {"news"}
    Product.objects.update(live=False)
    assert "麦卢卡" not in page(client, q="蜂蜜")
    assert {change.kind for change in SearchChange.objects.all()} == {"goods", "news"}


def test_the_number_of_queries_is_fixed(client, site):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            page(client, q="蜂蜜")
        return len(counted)

    page(client, q="蜂蜜")  # warms names and vocabulary
    before = queries()
    for n in range(3):
        expo.make_news(f"蜂蜜消息{n}", f"Honey {n}", slug=f"n{n}")
        expo.make_session(f"蜂蜜讲座{n}", speaker=f"王{n}")
        factories.make_variant_for_sale(factories.make_product(name_zh=f"蜂蜜{n}"))
    actions.drain_all()
    site.size()
    assert queries() <= before + 1  # a picture, a second tax rate: never one a row


def test_without_an_engine_the_database_answers_every_tab(client, site, tmp_path):
    engine = "search.engines.embedded.EmbeddedEngine"
    with override_settings(SEARCH_ENGINE=engine, SEARCH_DIR=tmp_path / "nothing here"):
        html = page(client, q="蜂蜜")
        result = counts(client, "蜂蜜")
    assert "搜索功能暂时受限" in html
    assert result == {"all": 5, "goods": 1, "firms": 1, "programme": 1, "pages": 2}
