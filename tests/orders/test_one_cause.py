"""What a clerk or a counter can't do just now has one reason, and the page says that one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from clearance.actions.resend import why_not_resend
from clearance.documents.preparation import prepare
from clearance.models import Message
from orders.actions import ship
from orders.actions.update_clearance import set_clearance_state
from orders.models import Order
from orders.returns import agree, decline, request_return
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def said(client, address, **form):
    """The one error that the next page shows."""
    page = client.post(f"/en{address}", form, follow=True)
    (message,) = page.context["messages"]
    return str(message)


def released():
    order = make_order(paid=True)
    set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    return order


@pytest.fixture
def back(client, clerk):
    """A return that waits for a clerk's word, and its address."""
    order = released()
    ship.ship(order)
    goods_return = request_return(order, {1: 1}, reason="faulty")
    client.force_login(clerk)
    return goods_return, f"/orders/{order.number}/returns/{goods_return.number}/"


def test_a_return_names_the_missing_text_or_the_wrong_day(client, clerk, back):
    goods_return, address = back
    today = timezone.localdate()
    tomorrow, long_ago = today + timedelta(days=1), today - timedelta(days=40)
    assert said(client, address) == "Enter the reason for declining; the buyer reads it."
    assert said(client, address, agree="1") == "Enter the address to which the goods are sent back."
    assert said(client, address, receive="1", on=today) == (
        "Agree to this return first, with the address for the goods; or decline it."
    )
    agree(goods_return, actor=clerk, send_to="郑州市航空港区迎宾大道 1 号")
    assert said(client, address, receive="1") == "Enter the day on which the goods came back."
    assert said(client, address, receive="1", on="soon") == "“soon” is not a date."
    assert said(client, address, receive="1", on=tomorrow) == f"{tomorrow} has not come yet."
    assert said(client, address, receive="1", on=long_ago) == (
        f"The goods can't be back before their release on {today}."
    )


def test_a_return_that_moved_on_says_where_it_stands(client, clerk, back):
    goods_return, address = back
    decline(goods_return, actor=clerk, reason="worn")
    received = said(client, address, receive="1", on=timezone.localdate())
    assert received == "Nothing was changed: the return is “declined”."


def test_a_parcel_says_why_it_stays(client, clerk):
    client.force_login(clerk)
    order = make_order(paid=True)
    address = f"/orders/{order.number}/parcel/"
    assert said(client, address, ship="1") == "Customs has not released this order."
    set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    ship.ship(order)
    assert said(client, address, ship="1") == "Nothing was changed: the parcel is “shipped”."
    Order.objects.filter(pk=order.pk).update(cancelled_at=timezone.now())
    assert said(client, address, ship="1") == "This order was cancelled or refunded."


def test_a_document_that_is_not_sent_again_says_why():
    order = make_order(paid=True)
    prepare(order.pk)
    message = order.messages.get(kind="311")
    assert "未发送：该单证现为" in why_not_resend(message)
    Message.objects.filter(pk=message.pk).update(state="rejected", superseded_at=timezone.now())
    assert why_not_resend(message) == "未发送：该单证已有更新的版本。"
    Order.objects.filter(pk=order.pk).update(cancelled_at=timezone.now())
    assert why_not_resend(message) == "未发送：订单已取消。"
