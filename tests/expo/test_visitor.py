"""A visitor walks through the expo: front page, halls, programme, news, rules, in two languages."""

import csv
import io
import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone, translation
from icalendar import Calendar

from expo.models import NewsPage, Session
from expo.programme import schedule
from tests.html import folded

PAGES = (
    "",
    "2026/",
    "2026/halls/hall-1/",
    "2026/halls/hall-2/?stand=D-01",
    "2026/programme/",
    "news/",
    "news/edition-opens/",
    "info/",
    "info/tax/",
    "info/returns/",
    "info/terms/",
    "info/complaints/",
    "info/privacy/",
    "info/licence/",
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def text(response):
    assert response.status_code == 200
    return folded(response.content.decode())


def main(page):
    """The page's own part, without frame, names of languages and tags."""
    inner = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"<[^>]+>", " ", inner)


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.slow("the first page of the seeded expo waits for the seed")
def test_every_page_speaks_chinese_and_english(site, client, where):
    assert CHINESE.search(main(text(client.get(f"/{where}"))))
    english = main(text(client.get(f"/en/{where}")))
    left = set(re.findall(r"[\u4e00-\u9fff]+", english))
    assert left <= {"单", "报", "放", "到"}, left  # the marks are seals in both languages


@pytest.mark.parametrize("where", PAGES)
def test_the_language_switch_leads_to_the_same_page(site, client, where):
    page = text(client.get(f"/{where}"))
    assert f'href="/en/{where}" lang="en"' in page.replace("&amp;", "&")
    page = text(client.get(f"/en/{where}"))
    assert f'href="/{where}" lang="zh-Hans"' in page


def test_pages_name_their_address_and_their_translation(site, client, settings):
    page = text(client.get("/en/2026/halls/hall-1/?stand=A-02"))
    root = settings.SITE_URL
    assert f'<link rel="canonical" href="{root}/en/2026/halls/hall-1/">' in page
    assert f'hreflang="zh-Hans" href="{root}/2026/halls/hall-1/?stand=A-02"' in page


def test_the_plan_and_the_list_say_the_same(site, client):
    page = text(client.get("/2026/halls/hall-1/?stand=c-01"))
    stands = set(site.halls.get(slug="hall-1").stands.values_list("code", flat=True))
    drawn = re.findall(r'<a class="stand [^"]*" href="\?stand=([\w-]+)#stand"', page)
    listed = re.findall(r'<li[^>]*><a href="\?stand=([\w-]+)#stand"><span class="standcode', page)
    assert set(drawn) == set(listed) == stands
    assert len(drawn) == len(listed) == len(stands)
    card = page[page.index("<aside") : page.index("</aside>")]
    assert "C-01" in card
    assert "90 m²" in card
    assert page.count("stand--on") == 1


def test_an_unknown_stand_is_named_and_the_plan_still_shows(site, client):
    page = text(client.get("/2026/halls/hall-1/", {"stand": "<script>"}))
    assert "没有 &lt;script&gt; 展位" in page
    assert "<script>" not in page.replace("<script src", "")
    assert client.get("/2026/halls/none/").status_code == 404


def test_the_halls_short_address_keeps_the_question(site, client):
    assert client.get("/halls/").url == "/2026/halls/hall-1/"
    assert client.get("/en/halls/hall-2/?stand=D-01").url == "/en/2026/halls/hall-2/?stand=D-01"
    assert client.get("/halls/none/").status_code == 404


def test_stands_as_a_table_to_take_along(site, client):
    response = client.get("/en/2026/halls/hall-1/stands/")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == ["Stand", "Pavilion", "Exhibitors", "Square metres", "State"]
    assert ["A-07", "Oceania", "", "30.0", "available"] in rows
    assert len(rows) == 23


def test_a_pavilions_name_is_no_formula_to_whoever_opens_the_table(site, client):
    site.pavilions.filter(name_en="Oceania").update(name_en="=1+1")
    response = client.get("/en/2026/halls/hall-1/stands/")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert "'=1+1" in {row[1] for row in rows}


def test_the_programme_marks_past_present_and_next(site, client):
    now = timezone.now()
    site.sessions.all().delete()

    def session(title, begins, ends):
        return Session.objects.create(
            edition=site,
            title_zh=title,
            track="rules",
            room_zh="台",
            starts_at=now + timedelta(minutes=begins),
            ends_at=now + timedelta(minutes=ends),
        )

    session("过去", -9, -5), session("现在", -4, 30), session("随后", 20, 40)
    session("再后", 30, 50)
    with translation.override("zh-hans"):
        rows = schedule.rows(None, site.sessions.all(), now)
    assert [(row.title, row.state, row.state_label) for row in rows] == [
        ("过去", "past", "已结束"),
        ("现在", "now", "进行中"),
        ("随后", "next", "20 分钟后"),
        ("再后", "", ""),
    ]


def test_what_has_run_since_yesterday_is_today_s_programme(site, monkeypatch):
    """Half an hour after midnight: a session from before is on, the next is in the morning."""
    midnight = datetime(2031, 12, 2, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: midnight + timedelta(minutes=30))
    site.sessions.all().delete()
    for title, hours in (("夜场", -2), ("早场", 9), ("次日", 33)):
        starts = midnight + timedelta(hours=hours)
        times = {"starts_at": starts, "ends_at": starts + timedelta(hours=3)}
        Session.objects.create(
            edition=site, title_zh=title, room_zh="论坛厅", track="rules", **times
        )
    day = schedule.next_day(site.sessions.all(), site.localized.programme_page, 4)
    assert (day["today"], [row.title for row in day["rows"]]) == (True, ["夜场", "早场"])
    assert day["label"] == "12月2日，周二"


def test_the_programme_by_day_and_track(site, client):
    first = site.starts_on.isoformat()
    page = main(text(client.get("/2026/programme/", {"day": first})))
    assert "开场：一张订单的旅程" in page
    assert "跨境零售进口规则入门" in page
    page = main(text(client.get("/2026/programme/", {"day": first, "track": "rules"})))
    assert "开场：一张订单的旅程" not in page
    page = main(text(client.get("/2026/programme/", {"day": first, "track": "tasting"})))
    assert "这一天没有这类场次" in page
    assert client.get("/2026/programme/", {"day": "nonsense"}).status_code == 200


def test_a_session_has_a_page_and_a_calendar(site, client):
    session = site.sessions.get(title_zh__startswith="为什么要实名")
    page = main(text(client.get(f"/en/2026/programme/{session.pk}/")))
    assert "Why real names" in page
    assert "Duan Xingzhou" in page
    one = Calendar.from_ical(client.get(f"/en/2026/programme/{session.pk}/calendar/").content)
    (event,) = one.walk("VEVENT")
    assert str(event["summary"]) == "Why real names: orderer, payer, quota"
    assert event["dtstart"].dt == session.starts_at
    assert client.get("/2026/programme/999999/").status_code == 404


def test_the_whole_programme_goes_into_the_calendar(site, client):
    calendar = Calendar.from_ical(client.get("/2026/programme/calendar/").content)
    assert len(calendar.walk("VEVENT")) == site.sessions.count()


def test_rules_can_be_taken_home_as_text(site, client):
    response = client.get("/info/tax/download/")
    page_text = response.content.decode()
    assert page_text.startswith("计税与年度额度\n版本 2026.2\n自 ")
    assert "- 例：完税价格 500.00 元" in page_text
    assert "<" not in page_text
    assert "attachment" in response["Content-Disposition"]


@pytest.mark.parametrize("language", ["", "en/"])
def test_rules_promise_nothing_void(site, client, language):
    """R-DISP-3, R-ORG-6: no void terms, no claims that aren't ours to make."""
    void = ("最终解释权", "概不负责", "不承担任何责任", "签收即视为", "官方额度余额", "司法效力")
    for page in PAGES:
        page_text = text(client.get(f"/{language}{page}"))
        assert not [phrase for phrase in void if phrase in page_text]


def test_the_rules_are_reachable_from_the_front_page(site, client):
    """R-DISP-1: licence, rules and agreements from the home page."""
    page = text(client.get("/"))
    for slug in ("tax", "returns", "terms", "complaints", "privacy", "licence"):
        assert f'href="/info/{slug}/"' in page


def test_news_come_newest_first(site, client):
    dates = re.findall(r'<time class="note num" datetime="([\d-]+)"', text(client.get("/news/")))
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == NewsPage.objects.filter(locale__language_code="zh-hans").count()


@pytest.mark.parametrize("where", ["", "2026/", "2026/programme/", "news/", "2026/halls/hall-1/"])
def test_more_rows_take_no_more_queries(site, client, where, django_assert_max_num_queries):
    client.get(f"/{where}")  # what is remembered for a minute is remembered now
    with django_assert_max_num_queries(45) as first:
        client.get(f"/{where}")
    queries = len(first)  # the next request begins the log anew
    day = timezone.now()
    for n in range(3):
        Session.objects.create(
            edition=site,
            title_zh=f"场 {n}",
            track="rules",
            room_zh="台",
            starts_at=day,
            ends_at=day + timedelta(hours=1),
        ).speakers.set(site.sessions.first().speakers.all())
        hall = site.halls.get(slug="hall-1")
        hall.stands.create(code=f"Q-{n}", shape=[[0, 0], [2, 0], [2, 2], [0, 2]])
    client.get(f"/{where}")  # changed rows are read anew once
    with django_assert_max_num_queries(queries):
        client.get(f"/{where}")
