"""Leaving: what goes, what stays, and what has to be finished first (R-PRIV-5, R-KEEP-2)."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import User
from orders.models import Address, Buyer, Order
from tests.orders.factories import IDENTITY, make_buyer, make_group, make_order

pytestmark = pytest.mark.django_db
PASSWORD = "kraanvogel-7"


@pytest.fixture
def buyer_of_goods(client):
    user = User.objects.create_user("lin@example.com", PASSWORD, name="林一")
    client.force_login(user)
    client.user = user
    group = make_group(user)
    client.order = make_order(user=user, group=group, paid=True)
    Address.objects.create(
        user=user, consignee="林一", mobile="13800001234", district_code="410105", detail="路 1 号"
    )
    return client


def test_the_copy_has_orders_and_addresses_with_the_number_masked(buyer_of_goods):
    data = buyer_of_goods.get(reverse("accounts:my_data")).json()
    (order,) = data["orders"]
    assert order["number"] == buyer_of_goods.order.number
    assert order["paid"] == str(buyer_of_goods.order.actual_paid)
    assert [address["consignee"] for address in data["addresses"]] == ["林一"]
    assert order["payments"][0]["amount"] == order["paid"]
    assert {"consents", "refunds", "returns"} <= order.keys()
    assert data["remembered_orderers"][0]["id_masked"] == order["orderer"]["identity_number"]
    assert IDENTITY not in json.dumps(data)


def test_the_remembered_orderer_is_forgotten_and_the_order_keeps_its_own(buyer_of_goods):
    spare = make_buyer(buyer_of_goods.user, name="未用")
    page = buyer_of_goods.get(reverse("orders:addresses")).content.decode()
    assert spare.id_masked in page
    assert "年度额度" in page
    assert '<span><i class="k1"></i>' in page  # R-LIM-9: their own use, as the site knows it
    assert buyer_of_goods.post(reverse("orders:forget_orderer")).status_code == 302
    assert not Buyer.objects.filter(pk=spare.pk).exists()
    assert Order.objects.get().buyer.user is None
    again = buyer_of_goods.get(reverse("orders:addresses")).content.decode()
    assert reverse("orders:forget_orderer") not in again


def test_an_open_order_keeps_the_account_open(buyer_of_goods):
    form_data = {"password": PASSWORD, "sure": "on"}
    response = buyer_of_goods.post(reverse("accounts:close"), form_data)
    assert "还有 1 笔订单没有完成" in response.content.decode()
    assert User.objects.get().is_active


def test_after_delivery_the_person_goes_and_the_order_stays(buyer_of_goods):
    Order.objects.update(fulfilment_state="delivered")
    spare = make_buyer(buyer_of_goods.user, name="未用")
    form_data = {"password": PASSWORD, "sure": "on"}
    assert buyer_of_goods.post(reverse("accounts:close"), form_data).status_code == 302
    assert not User.objects.get().is_active
    assert not Address.objects.exists()
    assert not Buyer.objects.filter(pk=spare.pk).exists()
    order = Order.objects.select_related("buyer").get()
    assert (order.buyer.name, order.buyer.user) == ("林若溪", None)


def test_a_cancelled_order_delays_no_other(buyer_of_goods):
    Order.objects.update(cancelled_at=timezone.now())
    form_data = {"password": PASSWORD, "sure": "on"}
    assert buyer_of_goods.post(reverse("accounts:close"), form_data).status_code == 302
