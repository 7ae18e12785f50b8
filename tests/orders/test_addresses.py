"""The address book: kept, changed, suggested, deleted; nobody else's, and no order's."""

import pytest
from django.urls import reverse

from orders.addresses.address_book import MAX_ADDRESSES, save_address
from orders.models import Address
from tests.factories import make_variant_for_sale
from tests.orders.factories import checkout_form, put_into_cart

pytestmark = pytest.mark.django_db
JINSHUI = {
    "consignee": "林若溪",
    "mobile": "13800001234",
    "province": "410000",
    "city": "410100",
    "district": "410105",
    "detail": "花园路 39 号",
}


@pytest.fixture
def buyer(client, consumer):
    client.force_login(consumer)
    return consumer


def saved_address(user, detail="花园路 39 号", **fields):
    place = {"consignee": "林若溪", "mobile": "13800001234", "district_code": "410105"}
    return save_address(user, {**place, "detail": detail, **fields})


def addresses_of(user):
    rows = Address.objects.filter(user=user).order_by("pk")
    return [(row.detail, row.is_default) for row in rows]


def post_action(client, address, name):
    return client.post(
        reverse("orders:address_action", args=[address.pk]), {name: "1"}, follow=True
    )


def test_first_address_is_suggested_and_a_later_one_on_request(client, buyer):
    where = reverse("orders:addresses")
    client.post(where, JINSHUI)
    client.post(where, {**JINSHUI, "detail": "文化路 97 号"})
    assert addresses_of(buyer) == [("花园路 39 号", True), ("文化路 97 号", False)]
    client.post(where, {**JINSHUI, "detail": "航海东路 8 号", "is_default": "on"})
    assert [default for _, default in addresses_of(buyer)] == [False, False, True]
    assert "河南省郑州市金水区航海东路 8 号" in client.get(where).content.decode()


def test_same_address_twice_is_kept_once(client, buyer):
    for _ in range(2):
        client.post(reverse("orders:addresses"), JINSHUI)
    assert addresses_of(buyer) == [("花园路 39 号", True)]


def test_address_is_changed_in_place(client, buyer):
    address = saved_address(buyer)
    where = reverse("orders:address", args=[address.pk])
    assert 'value="花园路 39 号"' in client.get(where).content.decode()
    client.post(where, {**JINSHUI, "detail": "花园路 40 号"})
    assert addresses_of(buyer) == [("花园路 40 号", True)]


def test_deleted_default_hands_over_to_the_newest(client, buyer):
    first, _, third = (
        saved_address(buyer, detail) for detail in ("第一 1 号", "第二 2 号", "第三 3 号")
    )
    post_action(client, first, "delete")
    assert addresses_of(buyer) == [("第二 2 号", False), ("第三 3 号", True)]
    post_action(client, third, "delete")
    assert addresses_of(buyer) == [("第二 2 号", True)]


def test_checkout_fills_in_the_one_suggested_first(client, buyer):
    saved_address(buyer)
    second = saved_address(buyer, "文化路 97 号")
    post_action(client, second, "default")
    put_into_cart(client, make_variant_for_sale())
    page = client.get(reverse("orders:checkout"))
    assert page.context["form"]["detail"].value() == "文化路 97 号"
    assert reverse("orders:addresses") in page.content.decode()


def test_order_keeps_its_address_when_it_is_deleted_from_the_address_book(client, buyer):
    put_into_cart(client, make_variant_for_sale())
    client.post(reverse("orders:checkout"), checkout_form(client, save_address="on"))
    address = Address.objects.get(user=buyer)
    post_action(client, address, "delete")
    assert addresses_of(buyer) == []
    assert "花园路 39 号" in buyer.order_groups.get().orders.get().address


def test_full_address_book_says_so_and_still_sells(client, buyer):
    for n in range(MAX_ADDRESSES):
        saved_address(buyer, f"花园路 {n} 号")
    page = client.post(reverse("orders:addresses"), {**JINSHUI, "detail": "文化路 97 号"})
    assert (page.status_code, len(addresses_of(buyer))) == (422, MAX_ADDRESSES)
    put_into_cart(client, make_variant_for_sale())
    form = checkout_form(client, save_address="on", detail="文化路 97 号")
    client.post(reverse("orders:checkout"), form)
    assert buyer.order_groups.count() == 1
    assert len(addresses_of(buyer)) == MAX_ADDRESSES


def test_somebody_else_s_address_does_not_exist(client, buyer, other_user):
    address = saved_address(buyer)
    client.force_login(other_user)
    assert client.get(reverse("orders:address", args=[address.pk])).status_code == 404
    assert post_action(client, address, "delete").status_code == 404
    client.logout()
    sign_in = client.get(reverse("orders:addresses"))
    assert "sign-in" in sign_in.url
    assert addresses_of(buyer) == [("花园路 39 号", True)]


@pytest.mark.parametrize(
    "wrong", [{"district": "110101"}, {"detail": "1"}, {"mobile": "x"}, {"district": "x"}]
)
def test_faulty_address_is_shown_again(client, buyer, wrong):
    page = client.post(reverse("orders:addresses"), {**JINSHUI, **wrong})
    assert page.status_code == 422
    assert 'class="error"' in page.content.decode()
    assert addresses_of(buyer) == []


def test_lists_come_without_script(client, buyer):
    page = client.post(reverse("orders:addresses"), {"pick": "1", "province": "410000"})
    assert "410100" in page.content.decode()
    assert addresses_of(buyer) == []
