"""The printed code beside a sample: scanned at the shelf, it leads to the goods."""

from xml.etree import ElementTree

import pytest
from django.utils import timezone

from centers.actions import issue_codes
from centers.models import Sample, Scan, Token
from centers.qr import address_of, code_of
from tests.centers.factories import make_center, make_sample, make_shelf, make_token
from tests.factories import make_product, make_variant, make_variant_for_sale

pytestmark = pytest.mark.django_db


@pytest.fixture
def honey():
    return make_product(slug="manuka")


@pytest.fixture
def sample(honey):
    return make_sample(make_variant(honey, sku="M-250"), make_shelf(make_center("airport")))


@pytest.mark.parametrize(
    ("path", "browser", "cookie", "leads_to"),
    [
        ("/q/", "zh-CN,zh;q=0.9", "", "/goods/manuka/?v=M-250"),
        ("/q/", "en-GB,en;q=0.9", "", "/en/goods/manuka/?v=M-250"),
        ("/q/", "ko", "", "/goods/manuka/?v=M-250"),
        ("/q/", "", "", "/goods/manuka/?v=M-250"),
        ("/q/", "zh-CN", "en", "/en/goods/manuka/?v=M-250"),
        ("/en/q/", "zh-CN", "", "/en/goods/manuka/?v=M-250"),
    ],
)
def test_a_code_opens_the_goods_in_the_visitors_language(
    client, sample, path, browser, cookie, leads_to
):
    if cookie:
        client.cookies["django_language"] = cookie
    response = client.get(path + make_token(sample).value, headers={"accept-language": browser})
    assert (response.status_code, response.url) == (302, leads_to)
    assert "no-store" in response["Cache-Control"]


def test_a_label_sells_the_size_it_stands_on(client, honey):
    small = make_variant_for_sale(honey, sku="KIWI-005", price="98.00")
    big = make_variant_for_sale(honey, sku="KIWI-005-1", price="198.00")
    shelf = make_shelf(make_center("airport"))
    for variant in (small, big):
        label = issue_codes([make_sample(variant, shelf)])[0]
        page = client.get(f"/q/{label.value}", follow=True)
        assert page.context["page"].variant == variant
        assert f'name="variant" value="{variant.pk}"' in page.content.decode()
    assert (
        client.get("/centers/airport/").context["shelves"][0].rows[1].url.endswith("?v=KIWI-005-1")
    )


def test_a_printed_label_keeps_its_goods_when_others_take_its_place(client, honey, sample):
    printed = issue_codes([sample])[0]
    other = make_variant(honey, sku="M-500")
    Sample.objects.filter(pk=sample.pk).update(variant=other)
    assert client.get(f"/q/{printed.value}").url.endswith("?v=M-250")
    again = issue_codes(Sample.objects.select_related("shelf__center", "variant__product"))[0]
    assert client.get(f"/q/{again.value}").url.endswith("?v=M-500")
    assert client.get(f"/q/{printed.value}").status_code == 410


def test_the_center_is_remembered_and_the_scan_counted(client, sample, django_user_model):
    token = make_token(sample)
    client.get(f"/q/{token.value}")
    assert client.session["center"] == "airport"
    client.force_login(django_user_model.objects.create(email="a@expo.test"))
    client.get(f"/q/{token.value}")
    assert [(scan.token, scan.user and scan.user.email) for scan in Scan.objects.all()] == [
        (token, None),
        (token, "a@expo.test"),
    ]


def test_looking_up_a_code_takes_few_queries(client, sample, django_assert_max_num_queries):
    token = make_token(sample)
    with django_assert_max_num_queries(8):  # code, scan, and Django's session
        client.get(f"/q/{token.value}")


@pytest.mark.parametrize("value", ["unknown", "a%27--", "x" * 300, "..%5c", "蜂蜜"])
def test_an_unknown_code_is_explained(client, sample, value):
    response = client.get(f"/q/{value}")
    assert response.status_code == 404
    assert "未能识别" in response.content.decode()
    assert "center" not in client.session


def test_a_withdrawn_code_leads_to_its_center(client, sample):
    token = make_token(sample, revoked_at=timezone.now())
    response = client.get(f"/q/{token.value}")
    assert response.status_code == 410
    assert "/centers/airport/" in response.content.decode()
    assert not Scan.objects.exists()


def test_goods_that_are_no_longer_shown_are_gone(client, sample, honey):
    token = make_token(sample)
    honey.live = False
    honey.save()
    assert client.get(f"/q/{token.value}").status_code == 410


@pytest.mark.parametrize(
    ("target", "status", "leads_to"),
    [
        ("/exhibitors/?country=NZ", 302, "/en/exhibitors/?country=NZ"),
        ("/2026/hall-1/?stand=A-12", 302, "/2026/hall-1/?stand=A-12"),
        ("https://elsewhere.example/", 410, None),
        ("//elsewhere.example/", 410, None),
        ("/\\elsewhere.example/", 410, None),
        ("javascript:alert(1)", 410, None),
        ("/q/abc", 410, None),
        ("", 410, None),
    ],
)
def test_a_code_of_a_stand_never_leaves_the_site(client, target, status, leads_to):
    token = Token.objects.create(kind=Token.Kind.STAND, target=target)
    response = client.get(f"/q/{token.value}", headers={"accept-language": "en"})
    assert (response.status_code, response.headers.get("Location")) == (status, leads_to)


def test_nobody_can_try_codes_without_end(client, sample, settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "token": (3, 3600)}
    assert [client.get(f"/q/guess{n}").status_code for n in range(5)] == [404, 404, 404, 429, 429]


def test_codes_are_long_random_and_all_different(sample):
    values = {make_token(sample, revoked_at=timezone.now()).value for _ in range(50)}
    assert len(values) == 50
    assert {len(value) for value in values} == {12}  # 72 bits


def test_printing_twice_gives_the_same_codes(sample, django_assert_num_queries):
    samples = [sample, *(make_sample(make_variant(), sample.shelf) for _ in range(3))]
    first = issue_codes(samples)
    assert issue_codes(samples) == first
    Token.objects.filter(pk=first[0].pk).revoke()
    again = issue_codes(samples)
    assert again[1:] == first[1:]
    assert again[0] != first[0]


def test_a_code_can_be_had_as_a_picture(client, sample, settings):
    settings.SITE_URL = "https://expo.example"
    token = make_token(sample)
    response = client.get(f"/q/{token.value}.svg")
    assert response["Content-Type"] == "image/svg+xml"
    picture = ElementTree.fromstring(response.content)
    side = code_of(token).symbol_size(border=4)[0]
    assert picture.get("width") == str(side)
    assert address_of(token) == f"https://expo.example/q/{token.value}"
    assert client.get("/q/unknown.svg").status_code == 404
    Token.objects.revoke()
    assert client.get(f"/q/{token.value}.svg").status_code == 404
