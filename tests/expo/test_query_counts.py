"""Home, hall, programme and booth ask the database a fixed number of questions, however much is on
show, and what they keep in memory follows a change."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import StockRecord
from centers.models import DisplayCenter
from core.models import User
from exhibitors.models import FeaturedGood, Participation, StandAllocation
from expo.models import NewsIndexPage, NewsPage, Session, Stand
from tests.exhibitors.factories import make_booth, make_exhibitor
from tests.factories import make_product, make_stop, make_variant_for_sale

SIGNED_IN = 2  # the session and its user
PAGES = {  # queries at most, for a visitor who has not signed in
    "/": 12,
    "/en/": 12,
    "/2026/halls/hall-1/": 12,
    "/en/2026/halls/hall-1/": 12,
    "/2026/programme/": 12,
    "/en/2026/programme/": 14,
}


@pytest.fixture
def busy(site):
    """The seeded expo with twenty more goods, exhibitors, sessions, stands and notices."""
    hall = site.halls.get(slug="hall-1")
    news = NewsIndexPage.objects.get(locale=site.locale)
    now = timezone.now()
    for n in range(20):
        firm = make_exhibitor(f"firm-{n}")
        make_variant_for_sale(make_product(firm))
        stand = Stand.objects.create(
            hall=hall, code=f"Z-{n:02}", shape=[[0, 0], [1, 0], [1, 1], [0, 1]]
        )
        taking_part = Participation.objects.create(exhibitor=firm, edition=site, state="accepted")
        StandAllocation.objects.create(participation=taking_part, stand=stand)
        starts = now + timedelta(minutes=n)
        Session.objects.create(
            edition=site,
            title_zh=f"会议 {n}",
            track="rules",
            room_zh="台",
            starts_at=starts,
            ends_at=starts + timedelta(hours=1),
        )
    for n in range(8):
        news.add_child(instance=NewsPage(title=f"公告 {n}", slug=f"n-{n}", locale=news.locale))
    return site


def queries(client, address):
    client.get(address)  # fills what is kept for a minute
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.slow("the first page of the seeded expo waits for the seed")
def test_a_crowded_expo_asks_no_more_than_a_small_one(site, client, request):
    few = {address: queries(client, address) for address in PAGES}
    request.getfixturevalue("busy")
    many = {address: queries(client, address) for address in PAGES}
    assert {address: n for address, n in many.items() if n > PAGES[address]} == {}, few


@pytest.mark.slow("the expo is filled with twenty of each")
def test_who_has_signed_in_costs_the_session_and_its_user(busy, client):
    client.force_login(User.objects.create_user("wei@expo.test", name="魏"))
    many = {address: queries(client, address) for address in PAGES}
    assert {address: n for address, n in many.items() if n > PAGES[address] + SIGNED_IN} == {}


def test_a_booth_with_many_goods_asks_no_more_than_one_with_one(site, client):
    firm = make_exhibitor("kiwi")
    booth = make_booth(firm)
    goods = [make_variant_for_sale(make_product(firm)).product for _ in range(8)]
    FeaturedGood.objects.create(page=booth, product=goods[0])
    one = queries(client, booth.url)
    for n, good in enumerate(goods[1:], start=1):
        FeaturedGood.objects.create(page=booth, product=good, sort_order=n)
    assert queries(client, booth.url) == one <= 20


def test_a_product_in_many_sizes_asks_no_more_than_one_in_two(client, db):
    good = make_product(slug="manuka")
    for n in range(2):
        make_variant_for_sale(good, position=n)
    two = queries(client, "/goods/manuka/")
    for n in range(8):
        make_variant_for_sale(good, position=n + 2)
    assert queries(client, "/goods/manuka/") == two <= 5


def text(client, address="/"):
    return client.get(address).content.decode()


def test_what_home_keeps_in_memory_follows_every_change(site, client):
    text(client)
    hall = site.halls.get(slug="hall-1")
    stands = Stand.objects.filter(hall__edition=site).count()
    Stand.objects.create(hall=hall, code="Z-1", shape=[[0, 0], [1, 0], [1, 1]])
    firm = make_exhibitor("firm")
    Participation.objects.create(exhibitor=firm, edition=site, state="accepted")
    DisplayCenter.objects.create(
        slug="new", code="NEW", kind="cbd", name_zh="新展示中心", address_zh="郑州"
    )
    pavilion = site.pavilions.first()
    pavilion.name_zh = "改名的馆"
    pavilion.save()
    page = text(client)
    for shown in (f"{stands + 1:,}", "新展示中心", "改名的馆"):
        assert shown in page
    site.title = "改名的展会"
    site.closes_at = site.opens_at = None
    site.starts_on = site.ends_on = timezone.localdate() + timedelta(days=9)
    site.save()
    assert "还有 9 天开幕" in text(client)


def test_a_changed_price_stock_or_admission_shows_at_once(site, client):
    variant = make_variant_for_sale(make_product(slug="manuka", name_zh="麦卢卡蜂蜜"))
    pages = ("/", "/goods/manuka/")
    assert ["109.10" in text(client, page) for page in pages] == [True, True]
    variant.price = Decimal("200.00")
    variant.save()
    assert ["218.20" in text(client, page) for page in pages] == [True, True]
    StockRecord.objects.update(on_hand=0)  # as a purchase writes it: without a signal
    assert ["售罄" in text(client, page) for page in pages] == [True, True]
    StockRecord.objects.update(on_hand=10)
    make_stop(origin=variant.filing.origin, hs_prefix=variant.filing.hs_code[:4])
    assert ["218.20" in text(client, page) for page in pages] == [False, False]
