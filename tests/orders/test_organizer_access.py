"""Organizers see orders, returns and payments, and press nothing there (decision 15)."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from core.groups import CLERKS, ORGANIZERS
from orders.actions import ship
from orders.actions.update_clearance import set_clearance_state
from orders.models import GatewayEvent, Order, Refund, Return
from orders.payments.attempts import start_payment
from orders.payments.manual.gateway import ManualGateway
from orders.returns import request_return
from tests.orders.factories import make_group, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(consumer):
    order = make_order(group=make_group(consumer), quantity=2, paid=True)
    set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    assert ship.ship(order)
    order.refresh_from_db()
    return order


@pytest.fixture
def sign_in(client, django_user_model):
    def as_member_of(group):
        user = django_user_model.objects.create_user(f"{group[:3].lower()}@expo.test", "x")
        user.groups.add(Group.objects.get_or_create(name=group)[0])
        client.force_login(user)

    return as_member_of


def test_an_order_is_seen_and_not_touched(client, sign_in, shipped):
    goods_return = request_return(shipped, {1: 1}, reason="faulty")
    sign_in(ORGANIZERS)
    page = client.get(shipped.get_absolute_url()).content.decode()
    assert goods_return.number in page
    assert f'action="/orders/{shipped.number}' not in page
    assert f"/orders/{shipped.number}/return/" not in page
    urls = {
        "parcel/": {"deliver": "1"}, "cancel/": {}, "return/": {"line-1": "1"},
        f"returns/{goods_return.number}/": {"receive": "1"},
    }  # fmt: skip
    for url, form in urls.items():
        response = client.post(f"/orders/{shipped.number}/{url}", form)
        assert response.status_code in (403, 404), url
    assert client.get(f"/orders/{shipped.number}/return/").status_code == 403
    assert Return.objects.get().arrived_on is None
    shipped.refresh_from_db()
    assert (shipped.fulfilment_state, shipped.cancelled_at) == ("shipped", None)


def test_money_is_seen_and_not_moved(client, sign_in, shipped):
    unpaid = make_order(paid=False)
    attempt, _intent = start_payment(unpaid.group, gateway=ManualGateway())
    event = GatewayEvent.objects.create(
        provider="manual",
        event_id="e1",
        kind="charge.unknown",
        reference="R1",
        needs_person=True,
        payload={},
    )
    refund = Refund.objects.create(
        order=shipped, attempt=shipped.payments.get().attempt, amount="1.00", reason="x",
        state="failed",
    )  # fmt: skip
    sign_in(ORGANIZERS)
    page = client.get("/orders/clerk/payments/").content.decode()
    assert refund.number in page
    assert 'method="post" action="/orders/clerk/' not in page
    for url in (f"event/{event.pk}/", f"refund/{refund.pk}/", f"transfer/{attempt.pk}/"):
        assert client.post(f"/orders/clerk/payments/{url}", {"note": "x"}).status_code == 403, url
    refund.refresh_from_db()
    assert (refund.state, Order.objects.get(pk=unpaid.pk).payment_state) == ("failed", "awaiting")


def test_a_clerk_finds_the_buttons(client, sign_in, shipped):
    request_return(shipped, {1: 1}, reason="faulty")
    sign_in(CLERKS)
    page = client.get(shipped.get_absolute_url()).content.decode()
    assert 'name="agree"' in page
    assert client.get(f"/orders/{shipped.number}/return/").status_code == 200
