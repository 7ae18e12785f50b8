"""A person sees what of the yearly limit is used and left before any rejection: on the account's
page, and at checkout beside the identity it is kept for (R-LIM-1, 7, 9)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from orders.models import QuotaYear
from tests.factories import make_exhibitor, make_product, make_variant_for_sale
from tests.orders.factories import make_buyer, make_order, put_into_cart

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("accounts:account")


@pytest.fixture
def person(client, consumer):
    """Signed in, with one order of 100.00 in this year."""
    client.force_login(consumer)
    buyer = make_buyer(consumer)
    make_order(make_variant_for_sale(), user=consumer, buyer=buyer)
    QuotaYear.objects.update_or_create(
        person=buyer.id_hash, year=timezone.localdate().year, defaults={"used": Decimal("100.00")}
    )
    return buyer


def read(client, path):
    return " ".join(client.get(path).content.decode().split())


def test_the_account_shows_what_is_used_and_left(client, person):
    zh, en = read(client, ACCOUNT), read(client, f"/en{ACCOUNT}")
    for text in ("已用 100.00", "剩余 25,900.00", "全年 26,000.00，单次不超过 5,000.00"):
        assert text in zh
    for text in ("used 100.00", "left 25,900.00", "26,000.00 per year, 5,000.00 per order"):
        assert text in en
    assert "Estimated from orders on this site" in en


def test_an_account_whose_person_is_not_known_reads_nothing(client, consumer):
    client.force_login(consumer)
    assert "25,900.00" not in read(client, ACCOUNT)
    assert "ceb2pub" not in read(client, ACCOUNT)


def test_nobody_sees_another_persons_use(client, person, django_user_model):
    client.force_login(django_user_model.objects.create_user("other@expo.test", "x"))
    assert "25,900.00" not in read(client, ACCOUNT)


def test_the_account_takes_no_more_queries_for_many_orders(client, person):
    client.get(ACCOUNT)
    with CaptureQueriesContext(connection) as for_one:
        client.get(ACCOUNT)
    variant = make_variant_for_sale()
    for _ in range(3):
        make_order(variant, user=person.user, buyer=person)
    with CaptureQueriesContext(connection) as for_four:
        client.get(ACCOUNT)
    assert len(for_four) == len(for_one)


def test_the_checkout_says_it_beside_the_identity(client, person):
    put_into_cart(client, make_variant_for_sale())
    page = read(client, f"/en{reverse('orders:checkout')}")
    identity = page.split(person.id_masked, 1)[1].split('id="h-goods"', 1)[0]
    assert "100.00 of 26,000.00 yuan used this year, 25,900.00 left" in identity
    assert 'href="#h-quota"' in identity


def test_cart_and_checkout_name_one_balance_where_several_orders_share_it(client, person):
    """What the panel calls left is left before this checkout, whose orders come in turn."""
    QuotaYear.objects.update(used=Decimal("20000.00"))
    for slug in ("nordic", "andes"):
        product = make_product(make_exhibitor(slug))
        put_into_cart(client, make_variant_for_sale(product, price="3500.00"))
    sentence = "还剩 6,000.00 元，其中本次其他订单占用 3,500.00 元，本订单为 3,500.00 元。"
    for page in ("orders:cart", "orders:checkout"):
        html = read(client, reverse(page))
        assert sentence in html
        assert "个人年度额度不足" in html


def test_the_checkout_of_an_unknown_person_does_not_guess(client):
    put_into_cart(client, make_variant_for_sale())
    page = read(client, f"/en{reverse('orders:checkout')}")
    assert "yuan are used this year" not in page
