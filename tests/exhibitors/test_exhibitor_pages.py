"""Finding an exhibitor and reading its booth, in both languages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exhibitors.models import BoothPage
from tests.exhibitors.factories import make_booth, make_edition, make_exhibitor
from tests.factories import make_product, make_variant_for_sale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition_of_module")]


def names(response):
    return [each.exhibitor.slug for each in response.context["page_obj"]]


@pytest.fixture
def three_firms():
    make_booth(make_exhibitor("kiwi", country="NZ"), stand="A-01")
    make_booth(make_exhibitor("nordic", country="NO"), stand="B-01")
    make_booth(make_exhibitor("maison", country="FR"), stand="B-02")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["kiwi", "maison", "nordic"]),
        ("?q=nord", ["nordic"]),
        ("?country=fr", ["maison"]),
        ("?pavilion=B", ["maison", "nordic"]),
        ("?pavilion=B&country=NZ", []),
        ("?q=%27--&page=nonsense", []),
    ],
)
def test_exhibitors_are_filtered_by_name_country_and_pavilion(client, three_firms, query, expected):
    assert names(client.get(f"/exhibitors/{query}")) == expected


@pytest.mark.parametrize(
    ("prefix", "expected"), [("", ["FR", "NO", "NZ", "GB"]), ("/en", ["FR", "NZ", "NO", "GB"])]
)
def test_countries_to_filter_by_stand_in_the_order_of_their_names(
    client, three_firms, prefix, expected
):
    make_booth(make_exhibitor("teas", country="GB"), stand="A-02")
    make_booth(make_exhibitor("cakes", country="GB"), stand="A-02")
    countries = client.get(f"{prefix}/exhibitors/").context["countries"]
    assert [code for code, _n in countries] == expected


def test_exhibitors_not_accepted_are_not_listed(client):
    booth = make_booth()
    booth.participation.state = "submitted"
    booth.participation.save()
    assert names(client.get("/exhibitors/")) == []


def test_the_list_takes_the_same_queries_for_three_as_for_one(client, django_assert_num_queries):
    make_booth(make_exhibitor("kiwi"), stand="A-01")
    client.get("/exhibitors/")
    with CaptureQueriesContext(connection) as one:
        client.get("/exhibitors/")
    make_booth(make_exhibitor("nordic"), stand="B-01")
    make_booth(make_exhibitor("maison"), stand="B-02")
    with django_assert_num_queries(len(one)):
        client.get("/exhibitors/")


def test_an_exhibitors_address_leads_to_its_booth_in_the_visitors_language(client):
    make_booth()
    assert client.get("/exhibitors/kiwi/").url.endswith("/2026/kiwi/")
    assert client.get("/en/exhibitors/kiwi/").url.endswith("/en/2026/kiwi/")
    assert "草从哪里长" in client.get("/2026/kiwi/").content.decode()
    english = client.get("/en/2026/kiwi/").content.decode()
    assert "Where the grass grows" in english
    assert "草从哪里长" not in english


def test_an_exhibitor_without_a_booth_says_so(client):
    make_edition()
    make_exhibitor("hanok", about_zh="檐下")
    response = client.get("/exhibitors/hanok/")
    assert response.status_code == 200
    assert "檐下" in response.content.decode()
    assert client.get("/exhibitors/nobody/").status_code == 404


def test_a_published_booth_is_followed_in_english():
    booth = make_booth()
    booth.slogan_en = "Another one"
    booth.save_revision().publish()
    followers = BoothPage.objects.filter(alias_of=booth)
    assert [(page.locale.language_code, page.slogan_en) for page in followers] == [
        ("en", "Another one")
    ]


def test_featured_goods_stand_in_the_exhibitors_order(client):
    booth = make_booth()
    goods = [make_product(booth.exhibitor) for _ in range(3)]
    for good in goods:
        make_variant_for_sale(good)
    hidden = make_product(booth.exhibitor, live=False)
    order = [goods[2], hidden, goods[0], goods[1]]
    booth.featured = [
        booth.featured.model(product=good, sort_order=n) for n, good in enumerate(order)
    ]
    booth.save_revision().publish()
    for path in ("/2026/kiwi/", "/en/2026/kiwi/"):
        shown = client.get(path).content.decode()
        places = [shown.find(good.slug) for good in (goods[2], goods[0], goods[1])]
        assert places == sorted(places)
        assert -1 not in places
        assert hidden.slug not in shown


def test_a_booth_takes_the_same_queries_for_three_goods_as_for_one(
    client, django_assert_num_queries
):
    booth = make_booth()
    goods = [make_product(booth.exhibitor) for _ in range(3)]
    for good in goods:
        make_variant_for_sale(good)

    def feature(some):
        booth.featured = [
            booth.featured.model(product=good, sort_order=n) for n, good in enumerate(some)
        ]
        booth.save_revision().publish()

    feature(goods[:1])
    client.get("/2026/kiwi/")
    with CaptureQueriesContext(connection) as one:
        client.get("/2026/kiwi/")
    queries = len(one)  # the next request begins the log anew
    feature(goods)
    client.get("/2026/kiwi/")  # publishing made the address of its translation forgotten
    with django_assert_num_queries(queries):
        client.get("/2026/kiwi/")
