"""The demo's centers: stocked after the catalogue; seeding again does no harm."""

import pytest
from django.db.models import Count
from django.utils import timezone

from catalog.models import Variant
from centers.models import DisplayCenter, OpeningHours, Sample, Shelf, Token
from tests.factories import make_category, make_product, make_variant_for_sale, make_zone
from tools.demo import centers as demo
from tools.demo.content import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def goods():
    zones = [make_zone("hn-bonded"), make_zone("xz-zone")]
    for slug in ("honey", "chocolate", "dairy", "skin-care", "watches"):
        category = make_category(slug, slug, slug)
        for at in range(6):
            product = make_product(category=category)
            make_variant_for_sale(product, filing={"zone": zones[at % 2]})


def test_the_news_closes_a_center_on_the_day_on_which_its_page_does():
    cbd = next(center for center in load("centers").centers if center.slug == "cbd")
    news = next(story for story in load("news").stories if story.slug == "cbd-stocktaking")
    closed = ["一二三四五六日"[day] for day in cbd.closed_on]
    assert closed == ["二"]
    assert news.summary.zh.startswith("每周二全天不开放")


def counted():
    models = (DisplayCenter, OpeningHours, Shelf, Sample, Token)
    return {model.__name__: model.objects.count() for model in models}


def test_seeding_twice_changes_nothing(goods):
    demo.seed()
    before = counted()
    assert before["DisplayCenter"] == 3
    assert before["Sample"] == before["Token"] > 20
    demo.seed()
    assert counted() == before


def test_without_goods_the_shelves_stay_empty(goods):
    Variant.objects.all().delete()
    demo.seed(goods=0)
    assert counted()["Sample"] == 0
    assert counted()["Shelf"] > 5


def test_the_demo_obeys_the_rules(goods):
    demo.seed()
    today = timezone.localdate()
    handing_over = DisplayCenter.objects.may_hand_over(today)
    assert [center.slug for center in handing_over] == ["bonded"]
    variants = Variant.objects.filter(samples__shelf__center__slug="bonded")
    assert {variant.filing.zone.code for variant in variants} == {"hn-bonded"}
    duplicates = (
        Sample.objects.values("shelf__center", "variant__product")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
    )
    assert not duplicates.exists()
