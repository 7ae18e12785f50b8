"""What organizers see of the search, and what is kept of those who search: nothing."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import User
from search import actions
from search.engines.registry import configured
from search.models import MissedQuery, Rebuild, SlowQuery, Synonym
from search.monitoring import query_log, query_log_rows
from search.monitoring.privacy import recordable_text
from search.vocabulary import lexicon
from tests import factories
from tests.html import folded
from tests.search import expo_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(settings, monkeypatch):
    """An index with one good; notes are kept, and written when the test says so."""
    settings.SEARCH_ENGINE = "search.engines.embedded.EmbeddedEngine"
    settings.SEARCH_FALLBACKS = []
    settings.SEARCH_NOTES = True
    monkeypatch.setattr(query_log, "_write_soon", lambda: None)
    lexicon.forget()
    good = factories.make_product(name_zh="麦卢卡蜂蜜")
    factories.make_variant_for_sale(good)
    actions.rebuild(configured())
    query_log.write()
    yield good
    lexicon.forget()


def missed():
    query_log.write()
    return list(MissedQuery.objects.values_list("text", "language", "count", "partial"))


def test_a_search_without_hits_is_noted_once_with_its_count(shop, client):
    for text in ("拖拉机", " 拖拉機 ", "拖拉机"):
        client.get("/goods/", {"q": text})
    client.get("/search/", {"q": "拖拉机"})
    client.get("/en/goods/", {"q": "Tractor"})
    assert missed() == [("拖拉机", "zh-hans", 4, False), ("tractor", "en", 1, False)]


def test_a_firm_named_in_the_goods_line_is_no_miss_and_is_led_to(shop, client):
    expo_content.put_on_display(expo_content.make_edition())
    expo_content.make_booth(expo_content.make_exhibitor("fjord", name_zh="峡湾水产"))
    actions.drain_all()
    page = folded(client.get("/goods/", {"q": "峡湾水产"}).content.decode())
    assert '<a class="link" href="/search/?q=%E5%B3%A1%E6%B9%BE' in page
    assert "tab=firms" in page
    client.get("/goods/", {"q": "峡湾拖拉机"})
    assert [text for text, *_ in missed()] == ["峡湾拖拉机"]


def test_hits_browsing_and_filtered_searches_are_not_logged(shop, client):
    for params in (
        {"q": "蜂蜜"},
        {},
        {"q": "拖拉机", "brand": "tui-bay"},
        {"q": "拖拉机", "page": 3},
    ):
        client.get("/goods/", params)
    for typed in "可瑞":  # into a facet's own line: the search itself was counted when it was made
        client.get("/goods/", {"q": "拖拉机蜂蜜", "part": "brand", "find_brand": typed})
    assert missed() == []


def test_half_a_match_is_a_miss_too(shop, client):
    client.get("/goods/", {"q": "拖拉机蜂蜜"})
    assert missed() == [("拖拉机蜂蜜", "zh-hans", 1, True)]


def test_what_a_fallback_does_not_find_is_no_miss(shop, client, settings):
    settings.SEARCH_ENGINE = "search.engines.elastic.ElasticEngine"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    client.get("/goods/", {"q": "拖拉机"})
    assert missed() == []


@pytest.mark.parametrize(
    "text",
    [
        "13812345678", "张伟 138 1234 5678", "+86-371-6666-8888",
        "１３８１２３４５６７８", "一三八一二三四五六七八",
        "410105199003071234", "41010519900307123X", "E12345678", "EA1234567", "SF1234567890123",
        "me@example.com", "me＠example.com", "www.example.cn/a", "4006381333931", "KIWI-0001-B",
        "金水区花园路12号院3号楼", "花园路 88",
        "收件人 张伟", "微信:abc", "电话是 5551234", "密码 9x",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6", "a1b2c3d4e5", "123456", "", " ", "蜂", "!!!!", "0" * 20,
        "长" * 41, "phone number 5551",
        "1二3四5六7", "wx: zhangwei_x", "weixin zhangwei", "密码hunter",
    ],
)  # fmt: skip
def test_what_could_identify_who_searched_is_never_kept(text):
    assert recordable_text(text) is None


@pytest.mark.parametrize(
    ("typed", "recorded"),
    [
        ("嬰兒 奶粉", "婴儿 奶粉"), ("Kérastase  Shampoo", "kerastase shampoo"),
        ("ipad10 键盘", "ipad10 键盘"),
        ("奶粉\x07800g", "奶粉 800g"), ("五号电池", "五号电池"), ("spf50 喷雾", "spf50 喷雾"),
        ("3in1 咖啡", "3in1 咖啡"),
        ("三段奶粉", "三段奶粉"), ("密码锁", "密码锁"),
        ("qq 糖", "qq 糖"), ("wxl码 睡衣", "wxl码 睡衣"),
        ("手机壳", "手机壳"), ("phone case", "phone case"),
        ("电话手表", "电话手表"), ("2x500ml 洗发水", "2x500ml 洗发水"), ("5w40 机油", "5w40 机油"),
    ],
)  # fmt: skip
def test_what_names_goods_is_kept(typed, recorded):
    assert recordable_text(typed) == recorded


def test_a_flood_stays_small(shop, client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(query_log, "MAX_TEXTS", 5)
    monkeypatch.setattr(query_log, "MAX_TIMES", 3)
    monkeypatch.setattr(query_log_rows, "MAX_ROWS", 4)
    for character in "甲乙丙丁戊己庚辛":
        for _ in range(4):
            client.get("/goods/", {"q": f"拖拉{character}机"})
    assert {count for *_rest, count, _partial in missed()} == {3}
    assert MissedQuery.objects.count() == 4


def test_a_slow_search_is_noted_with_its_time(shop, client, settings):
    settings.SEARCH_SLOW_MS = 0
    for text in ("蜂蜜", "蜂蜜", "13812345678"):
        client.get("/goods/", {"q": text})
    query_log.write()
    rows = SlowQuery.objects.order_by("text").values_list("text", "engine", "count")
    assert list(rows) == [("", "embedded", 1), ("蜂蜜", "embedded", 2)]


@pytest.mark.django_db(transaction=True)
def test_notes_are_written_by_themselves(settings, client):
    settings.SEARCH_NOTES, settings.SEARCH_NOTES_SECONDS = True, 0
    query_log._add(query_log._missed, query_log.Missed("拖拉机", "zh-hans", False), 10)
    query_log._write_soon()
    with query_log._writing:  # until the thread is done
        assert MissedQuery.objects.get().text == "拖拉机"


def test_old_notes_are_forgotten(shop):
    from datetime import timedelta

    from django.utils import timezone

    long_ago = timezone.now() - timedelta(days=91)
    MissedQuery.objects.create(text="拖拉机", language="en", last_at=long_ago)
    MissedQuery.objects.create(text="挖掘机", language="en")
    SlowQuery.objects.create(text="蜂蜜", engine="embedded", last_at=long_ago)
    assert query_log_rows.delete_old() == 2
    assert MissedQuery.objects.get().text == "挖掘机"


# -- the page --------------------------------------------------------------------------------


def test_the_page_tells_how_the_search_is(shop, organizer):
    MissedQuery.objects.create(text="<b>拖拉机", language="en", count=3)
    SlowQuery.objects.create(text="奶粉", engine="embedded", slowest_ms=412, last_ms=300, count=2)
    html = organizer.get(reverse("search_monitoring:overview")).content.decode()
    assert "embedded" in html
    assert "&lt;b&gt;拖拉机" in html
    assert "412 ms" in html
    assert "1 documents in" in html or "1 个文档" in html
    assert reverse("search_monitoring:overview") in organizer.get("/admin/").content.decode()


def test_the_button_builds_anew_once(shop, organizer, django_capture_on_commit_callbacks):
    url = reverse("search_monitoring:build")
    before = configured().current()
    with django_capture_on_commit_callbacks(execute=True):
        organizer.post(url, {"engine": "embedded"})
        organizer.post(url, {"engine": "embedded"})
    assert Rebuild.objects.filter(state=Rebuild.State.PUBLISHED).count() == 2  # the shop's, and one
    assert configured().current() != before
    assert organizer.post(url, {"engine": "x"}).status_code == 302
    assert organizer.get(url).status_code == 405


def test_an_open_rebuild_is_shown_with_its_progress(shop, organizer):
    job = actions.request_rebuild("embedded")
    Rebuild.objects.filter(pk=job.pk).update(state="running", total=10)
    job.batches.create(kind="goods", last=4, documents=4, words={})
    html = organizer.get(reverse("search_monitoring:overview")).content.decode()
    assert '<progress max="10" value="4"' in html
    assert 'http-equiv="refresh"' not in html  # nobody's page is taken away while they read


def test_the_table_asks_again_by_itself_until_the_index_is_built(shop, organizer):
    page, table = reverse("search_monitoring:overview"), reverse("search_monitoring:engines")
    assert table not in organizer.get(page).content.decode()
    job = actions.request_rebuild("embedded")
    html = organizer.get(page).content.decode()
    assert f'hx-get="{table}"' in html
    assert f'<a href="{page}">查看进度</a>' in html  # for those without script
    part = organizer.get(table).content.decode()
    assert "<html" not in part
    assert part.strip() in html
    Rebuild.objects.filter(pk=job.pk).update(state=Rebuild.State.PUBLISHED)
    part = organizer.get(table).content.decode()
    assert "hx-get" not in part
    assert 'id="build-embedded"' in part  # the focus is found again by it


def test_who_is_signed_out_meanwhile_gets_no_page_into_the_table(shop, client):
    response = client.get(
        reverse("search_monitoring:engines"), headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert response.status_code == 403


def test_a_miss_becomes_a_synonym_and_leaves_the_list(shop, organizer, client):
    row = MissedQuery.objects.create(text="bee sugars", language="en", count=3)
    url = reverse("search_monitoring:missed")
    page = organizer.get(url).content.decode()
    add = reverse("wagtailsnippets_search_synonym:add") + "?words=bee%20sugars"
    assert add in page
    form = organizer.get(add).content.decode()
    assert 'value="bee sugars"' in form
    organizer.post(add, {"words": "bee sugars", "means": "蜂蜜"})
    assert Synonym.objects.get().words == "bee sugars"
    assert add not in organizer.get(url).content.decode()
    assert MissedQuery.objects.get() == row  # seen again, should the synonym go


ROW = re.compile(r'<tr><td><a href="(.*?)".*?>(.*?)</td>.*?<td>\d+</td><td>(.*?)</td>')


def test_a_miss_says_what_it_finds_by_now_and_leads_to_the_search(shop, organizer):
    for text, language in (("奶粉", "zh-hans"), ("蜂蜜", "zh-hans"), ("A-7", "en"), ("的", "xx")):
        MissedQuery.objects.create(text=text, language=language)
    factories.make_variant_for_sale(factories.make_product(name_zh="麦卢卡蜂蜜皂"))
    actions.drain_all()
    configured().size()
    for name in ("missed", "overview"):
        html = folded(organizer.get(reverse(f"search_monitoring:{name}")).content.decode())
        rows = re.findall(ROW, html)
        assert {(url, re.sub("<.*?>", "", text), language) for url, text, language in rows} == {
            ("/search/?q=%E5%A5%B6%E7%B2%89", "奶粉", "简体中文"),
            ("/search/?q=%E8%9C%82%E8%9C%9C", "蜂蜜现在能找到 2 条", "简体中文"),
            ("/en/search/?q=A-7", "A-7", "英文"),
            ("/xx/search/?q=%E7%9A%84", "的", "xx"),
        }, name


def test_the_rows_say_nothing_while_no_engine_answers(shop, organizer, settings):
    MissedQuery.objects.create(text="蜂蜜", language="en")
    settings.SEARCH_ENGINE = "search.engines.elastic.ElasticEngine"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    html = organizer.get(reverse("search_monitoring:missed")).content.decode()
    assert "蜂蜜" in html
    assert "现在能找到" not in html


def test_a_page_of_rows_takes_one_query(shop, organizer):
    def search():
        with CaptureQueriesContext(connection) as params:
            organizer.get(reverse("search_monitoring:missed"))
        return len(params)

    MissedQuery.objects.create(text="蜂蜜", language="en")
    search()
    one = search()
    for n in range(30):
        MissedQuery.objects.create(text=f"蜂蜜{n}号", language="en")
    assert search() == one


def test_a_miss_is_ignored_and_listed_again(shop, organizer):
    row = MissedQuery.objects.create(text="拖拉机", language="en")
    ignore, listed = (
        reverse("search_monitoring:ignore", args=[row.pk]),
        reverse("search_monitoring:missed"),
    )
    organizer.post(ignore)
    organizer.post(ignore)
    assert ignore not in organizer.get(listed).content.decode()
    assert ignore in organizer.get(listed, {"show": "ignored"}).content.decode()
    organizer.post(ignore, {"back": "1"})
    assert ignore in organizer.get(listed).content.decode()


def test_as_csv_without_formulas(shop, organizer):
    MissedQuery.objects.create(text="=cmd|a", language="en", count=2)
    SlowQuery.objects.create(text="+奶粉", engine="embedded", slowest_ms=412, last_ms=300, count=2)
    lines = organizer.get(reverse("search_monitoring:missed_csv")).content.decode("utf-8-sig")
    assert lines.splitlines()[1].startswith("'=cmd|a,en,2,")
    lines = organizer.get(reverse("search_monitoring:slow_csv")).content.decode("utf-8-sig")
    assert lines.splitlines()[1].startswith("'+奶粉,embedded,2,412,300,")


@pytest.mark.parametrize("group", ["Reviewers", None])
def test_others_have_no_business_there(shop, client, group):
    user = User.objects.create_user("other@example.com", "kraanvogel-7", name="外")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    for name in ("overview", "engines", "missed", "missed_csv", "slow_csv"):
        response = client.get(reverse(f"search_monitoring:{name}"))
        assert response.status_code == 302
        assert "documents" not in response.content.decode()
    assert (
        client.post(reverse("search_monitoring:build"), {"engine": "embedded"}).status_code == 302
    )
    assert not Rebuild.objects.open().exists()
