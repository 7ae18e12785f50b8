"""A visitor looks for stands: words, goods, countries, firsts and what is live; the plan, the list
and the sentence between them say the same."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from exhibitors.models import BoothPage, Participation
from expo.models import EditionPage, Session, Stand
from tests.exhibitors.factories import make_booth, make_edition, make_exhibitor
from tests.factories import (
    make_category,
    make_product,
    make_variant_for_sale,
)
from tests.html import folded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]

HALL = "/2026/halls/h1/"


@pytest.fixture
def hall():
    """Four stands: honey from New Zealand, cream from Norway, one free, one held."""
    edition = make_edition()
    edition.state, edition.ends_on = "running", timezone.localdate() + timedelta(days=1)
    edition.save()
    for n, stand in enumerate(Stand.objects.order_by("code")):
        x = 6 * n
        stand.shape = [[x, 0], [x + 6, 0], [x + 6, 6], [x, 6]]
        stand.state = "held" if stand.code == "B-02" else "available"
        stand.save()
    agent = {
        "agent_code": "4101986001",
        "agent_name": "郑州示例报关有限公司",
    }  # else nothing is sold
    kiwi = make_exhibitor("kiwi", name_zh="长云牧场", name_en="Longcloud Farms", **agent)
    fjord = make_exhibitor("fjord", name_zh="峡屿生活", name_en="Fjellro Living", country="NO")
    make_booth(kiwi, stand="A-01")
    make_booth(fjord, stand="A-02")
    food = make_category("food", "食品", "Food")
    honey = food.add_child(slug="honey-of", name_zh="蜂蜜", name_en="Honey")
    make_variant_for_sale(make_product(kiwi, category=honey, name_zh="麦卢卡蜂蜜"))
    make_product(fjord, category=make_category("care", "护理", "Care"))
    return edition.halls.get()


def page(client, query="", language=""):
    response = client.get(f"{language}{HALL}{query}")
    assert response.status_code == 200
    return folded(response.content.decode())


def lit(html):
    """Codes of the stands lit on the plan; all others must be dimmed."""
    looks = re.findall(r'<a class="(stand [^"]*)" href="[^"]*stand=([\w-]+)#stand"', html)
    assert len(looks) == 4
    return sorted(code for look, code in looks if "stand--lit" in look)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?q=a-01", ["A-01"]),
        ("?q=b02", ["B-02"]),
        ("?q=长云", ["A-01"]),
        ("?q=fjellro", ["A-02"]),
        ("?q=changyun", ["A-01"]),
        ("?q=xysh", ["A-02"]),
        ("?q=蜂蜜", ["A-01"]),
        ("?q=Honey+longcloud", ["A-01"]),
        ("?q=honey+fjellro", []),
        ("?goods=food", ["A-01"]),
        ("?goods=honey-of", ["A-01"]),
        ("?goods=care&country=no", ["A-02"]),
        ("?goods=care&country=NZ", []),
        ("?new=1", ["A-01", "A-02"]),
        ("?live=1", []),
    ],
)
def test_what_fits_is_lit_on_the_plan_and_first_in_the_list(hall, client, query, codes):
    html = page(client, query)
    assert lit(html) == codes
    if codes:
        n = len(codes)
        assert f"<b>{n} 个展位</b>" in html
        first = html[html.index(f"<h2>符合条件的 {n} 个展位</h2>") :].split("</ol>")[0]
        assert re.findall(r"<b>([\w-]+)</b>", first) == codes
    else:
        assert "本馆没有符合条件的展位" in html
    assert f'href="{HALL}">清除筛选</a>' in html


def test_without_a_wish_nothing_is_dimmed_and_the_list_is_by_pavilion(hall, client):
    html = page(client, language="/en")
    assert "stand--dim" not in html
    assert "<h2>Pavilion A</h2>" in html
    assert "fits" not in html


def test_the_filters_count_what_would_be_found_and_keep_each_other(hall, client):
    html = page(client, "?country=NZ&q=蜂蜜", "/en").replace("&amp;", "&")
    facets = dict(re.findall(r'<a href="(\?[^"]*)"[^>]*>([^<]+<span class="num">\d+)', html))
    assert facets["?q=%E8%9C%82%E8%9C%9C&goods=food&country=NZ"] == 'Food <span class="num">1'
    # the filter that is on takes itself away
    assert facets["?q=%E8%9C%82%E8%9C%9C"] == 'New Zealand <span class="num">1'
    assert '<input type="hidden" name="country" value="NZ">' in html
    assert 'href="?q=%E8%9C%82%E8%9C%9C&country=NZ&stand=A-01#stand"' in html


def test_a_filter_can_be_taken_away_where_nothing_fits(hall, client):
    html = page(client, "?q=zzz&country=NO&goods=honey-of", "/en").replace("&amp;", "&")
    assert "No stand in this hall fits: “zzz”, Honey, Norway" in html
    assert '<a href="?q=zzz&country=NO" aria-current="true">Honey <span' in html
    assert '<a href="?q=zzz&goods=honey-of" aria-current="true">Norway <span' in html


def test_what_another_hall_has_is_said_where_this_one_has_nothing(hall, client):
    other = hall.edition.halls.create(
        slug="h2", name_zh="二号馆", name_en="Hall 2", width=20, depth=20, order=1
    )
    stand = Stand.objects.get(code="A-02")
    stand.hall = other
    stand.save()
    html = page(client, "?country=NO", "/en").replace("&amp;", "&")
    assert 'href="/en/2026/halls/h2/?country=NO">Hall 2 has 1</a>' in html
    # and a code from another hall leads there
    html = page(client, "?stand=a-02", "/en")
    assert 'href="/en/2026/halls/h2/?stand=A-02#stand">It is in Hall 2: go there</a>' in html


def test_who_took_part_before_is_not_new(hall, client):
    kiwi = Participation.objects.get(exhibitor__slug="kiwi").exhibitor
    before = EditionPage.objects.get(slug="2026", locale__language_code="en")
    Participation.objects.create(exhibitor=kiwi, edition=before, state="accepted")
    assert lit(page(client, "?new=1")) == ["A-02"]


def test_who_takes_part_the_next_time_too_is_still_new(hall, client):
    later = EditionPage(
        title="第十一届",
        slug="2027",
        starts_on=hall.edition.starts_on + timedelta(days=364),
        ends_on=hall.edition.ends_on + timedelta(days=364),
    )
    hall.edition.get_parent().add_child(instance=later)
    kiwi = Participation.objects.get(exhibitor__slug="kiwi").exhibitor
    Participation.objects.create(exhibitor=kiwi, edition=later, state="accepted")
    assert lit(page(client, "?new=1")) == ["A-01", "A-02"]


def at_stand(hall, code, begins, ends, **fields):
    now = timezone.now()
    return Session.objects.create(
        edition=hall.edition, hall=hall, stand=Stand.objects.get(code=code), title_zh="品鉴蜂蜜",
        title_en="Tasting honey", room_zh="展位", track="tasting",
        starts_at=now + timedelta(minutes=begins), ends_at=now + timedelta(minutes=ends), **fields,
    )  # fmt: skip


def test_live_is_what_is_broadcast_from_a_stand_at_this_moment(hall, client):
    at_stand(hall, "A-02", -9, -1, live_url="https://live.expo.test/over")
    at_stand(hall, "A-02", -9, 9)
    assert lit(page(client, "?live=1")) == []
    at_stand(hall, "A-01", -9, 9, live_url="https://live.expo.test/on")
    html = page(client, "?live=1")
    assert lit(html) == ["A-01"]
    assert "直播中" in html


def test_a_card_shows_the_firm_its_words_its_goods_and_its_day(hall, client):
    at_stand(hall, "A-01", -9, 9, live_url="https://live.expo.test/on")
    html = page(client, "?stand=a-01", "/en")
    card = html[html.index("<aside") : html.index("</aside>")]
    for text in (
        "A-01", "Longcloud Farms", "New Zealand", "Where the grass grows", "Manuka honey", "109.10",
        "At the stand today", "Tasting honey", "live now", "36 m²", "Visit the booth",
        "On the right", "A-02 Fjellro Living",
    ):  # fmt: skip
        assert text in card, text
    assert client.get(f"{HALL}?stand=A-01&part=card").content.strip().startswith(b"<aside")


def test_firms_that_share_a_stand_are_named_as_the_language_does(hall, client):
    fjord = Participation.objects.get(exhibitor__slug="fjord")
    fjord.allocations.create(stand=Stand.objects.get(code="A-01"), sharing_reason="合展")
    assert "A-01 长云牧场、峡屿生活" in page(client)
    html = page(client, language="/en")
    assert "A-01 Longcloud Farms, Fjellro Living" in html
    assert "<small>New Zealand, Norway</small>" in html


def test_a_free_stand_can_be_applied_for(hall, client):
    html = page(client, "?stand=B-01")
    assert "/apply/?stand=B-01" in html[html.index("<aside") : html.index("</aside>")]


def test_words_are_shown_as_text_and_never_break_the_page(hall, client):
    html = page(client, "?q=%3Cscript%3E&goods=%22%3E&country=%26&new=2&stand=%22")
    assert "<script>" not in html.replace("<script src", "")
    assert lit(html) == []


def test_what_changes_is_drawn_anew_at_once(hall, client):
    assert "新名字" not in page(client)
    booth = BoothPage.objects.filter(alias_of=None).first()
    exhibitor = booth.participation.exhibitor
    exhibitor.name_zh = "新名字"
    exhibitor.save()
    assert "新名字" in page(client)
    Participation.objects.filter(exhibitor=exhibitor).first().allocations.all().delete()
    assert "新名字" not in page(client)
