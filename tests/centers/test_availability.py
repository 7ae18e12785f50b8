"""Where goods can be seen, on cards and on the product page."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation

from centers.availability import CenterCard, ViewingPlace, center_cards, places_of, short_names
from centers.models import Sample
from tests.centers.factories import make_center, make_sample, make_shelf
from tests.factories import make_product, make_variant

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def airport():
    return make_center("airport", order=1, spot_zh="T2 二层", spot_en="T2, level 2")


@pytest.fixture
def cbd():
    return make_center("cbd", kind="cbd", order=2)


def test_a_card_names_each_kind_of_place_once(airport, cbd, django_assert_num_queries):
    honey, milk, hidden = (make_product() for _ in range(3))
    for shelf in (make_shelf(cbd), make_shelf(airport), make_shelf(airport)):
        make_sample(make_variant(honey), shelf)
    make_sample(make_variant(milk), make_shelf(cbd), state=Sample.State.RETURNED)
    with translation.override("en"), django_assert_num_queries(1):
        assert short_names([honey.pk, milk.pk, hidden.pk]) == {honey.pk: "Airport · CBD"}


def test_the_product_page_says_shelf_board_and_hours(airport, cbd, django_assert_num_queries):
    honey = make_product()
    make_sample(make_variant(honey), make_shelf(airport, "A3"), board=2)
    make_sample(make_variant(honey), make_shelf(cbd, "C1"))
    center_cards()  # reads the centers with their hours, for a minute
    with translation.override("en"), django_assert_num_queries(1):
        assert places_of(honey, NOON) == [
            ViewingPlace(
                "A3",
                "Airport center",
                "/en/centers/airport/",
                True,
                "Open until 21:00",
                "T2, level 2, shelf A3, tier 2 from the top",
            ),
            ViewingPlace(
                "C1",
                "Cbd center",
                "/en/centers/cbd/",
                True,
                "Open until 21:00",
                "shelf C1, tier 1 from the top",
            ),
        ]


def test_two_sizes_on_one_shelf_are_one_place(airport):
    honey, shelf = make_product(), make_shelf(airport)
    make_sample(make_variant(honey), shelf)
    make_sample(make_variant(honey), shelf)
    assert len(places_of(honey)) == 1


def test_goods_on_no_shelf_have_no_such_section(airport):
    page = Template("{% load centers %}{% where_to_see product %}")
    assert page.render(Context({"product": make_product()})).strip() == ""


def test_the_section_in_chinese(airport):
    honey = make_product()
    make_sample(make_variant(honey), make_shelf(airport, "A3"), board=2)
    page = Template("{% load centers %}{% where_to_see product %}")
    with translation.override("zh-hans"):
        shown = page.render(Context({"product": honey}))
    for text in (
        "看样地点",
        "T2 二层，货架 A3 上数第 2 层",
        "从保税仓寄出",
        "/centers/airport/",
    ):
        assert text in shown


def test_cards_of_all_centers(airport, cbd, django_assert_num_queries):
    with translation.override("en"), django_assert_num_queries(2):
        cards = center_cards(NOON)
    address = "1 Some Road, Zhengzhou"
    assert cards == [
        CenterCard(
            "Airport center",
            "/en/centers/airport/",
            "",
            True,
            "Open until 21:00",
            f"T2, level 2 · {address}",
        ),
        CenterCard("Cbd center", "/en/centers/cbd/", "", True, "Open until 21:00", address),
    ]
