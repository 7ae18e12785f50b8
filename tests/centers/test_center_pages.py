"""A center's page: hours, directions, shelves, and the rule as visitors read it."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from centers.models import OpeningHours, Sample
from tests.centers.factories import make_center, make_pick_up_center, make_sample, make_shelf
from tests.factories import make_product, make_variant, make_variant_for_sale

pytestmark = pytest.mark.django_db
RULE = "在此下单，从保税仓寄出，不从货架取货"


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_finds_shelf_price_and_hours(client):
    center = make_center(
        "airport",
        phone="0371-5551 0826",
        directions_zh="城郊线机场站 B 口",
        latitude="34.519700",
        longitude="113.840900",
    )
    shelf = make_shelf(center, "B1")
    honey = make_product(name_zh="麦卢卡蜂蜜", slug="manuka")
    make_sample(make_variant_for_sale(honey), shelf, board=2)
    make_sample(make_variant(make_product(name_zh="只展出的茶", slug="tea")), shelf)
    make_sample(make_variant(make_product(name_zh="未上架", live=False)), shelf)
    make_sample(make_variant(make_product(name_zh="已回区")), shelf, state=Sample.State.RETURNED)
    page = text(client, "/centers/airport/")
    for expected in (
        "7:00—21:00",
        "0371-5551 0826",
        "城郊线机场站 B 口",
        "https://uri.amap.com/marker?position=113.840900%2C34.519700",
        'id="shelf-b1"',
        "麦卢卡蜂蜜",
        "109.10",
        "现货",
        "只展出的茶",
        "仅展示",
        RULE,
    ):
        assert expected in page, expected
    for expected in ("未上架", "已回区", "海关批准文号"):
        assert expected not in page, expected


def test_an_empty_center_says_what_to_do(client):
    make_center("airport")
    assert "货架布置中" in text(client, "/centers/airport/")
    make_shelf(make_center("cbd", kind="cbd"))
    assert "布置中" in text(client, "/centers/cbd/")


def test_other_hours_are_announced(client):
    center = make_center("airport")
    OpeningHours.objects.create(
        center=center, on=date(2099, 1, 1), opens=time(12), closes=time(13), reason_zh="远"
    )
    assert "2099" not in text(client, "/centers/airport/")


def test_only_an_approval_that_exists_is_shown(client):
    make_pick_up_center("bonded")
    page = text(client, "/centers/bonded/")
    assert "郑关保字〔2026〕0001号" in page
    assert "身份证" in page
    make_center("airport")
    assert "海关批准文号" not in text(client, "/centers/airport/")


def test_an_expired_approval_hands_nothing_over(client):
    make_pick_up_center("bonded", approval_valid_to=date(2026, 1, 1))
    assert "此处不交货" in text(client, "/centers/bonded/")


def test_all_centers_in_both_languages(client):
    make_center("airport")
    assert RULE.partition("，")[2][:4] in text(client, "/centers/")
    english = text(client, "/en/centers/")
    assert "Airport center" in english
    assert "No goods are handed over at the airport or in the CBD." in english


def test_without_centers_the_goods_are_offered(client):
    assert "/goods/" in text(client, "/centers/")


def test_a_center_that_is_not_there(client):
    assert client.get("/centers/moon/").status_code == 404


def test_a_page_takes_the_same_queries_for_ten_goods_as_for_one(client):
    center = make_center("airport")

    def fill(code, number):
        shelf = make_shelf(center, code)
        for _ in range(number):
            make_sample(make_variant_for_sale(), shelf)

    def query_count():
        with CaptureQueriesContext(connection) as queries:
            text(client, "/centers/airport/")
        return len(queries)

    fill("A1", 1)
    query_count()
    before = query_count()
    fill("A2", 6)
    fill("A3", 3)
    assert query_count() == before
    assert before <= 12


def test_search_engines_find_the_centers(client, settings):
    make_center("airport")
    sitemap = text(client, "/sitemap-centers.xml")
    assert f"{settings.SITE_URL}/centers/airport/" in sitemap
    assert f"{settings.SITE_URL}/en/centers/airport/" in sitemap
