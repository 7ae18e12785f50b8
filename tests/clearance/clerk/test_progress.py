"""What a clerk reads of an order's course: its documents in sequence, those to come, and what
happens next."""

import pytest
from django.utils import timezone, translation

from clearance.actions.arrival_list import report_pending_arrivals
from clearance.clerk import queues
from clearance.clerk.advice import steps
from clearance.clerk.progress import documents_of, next_step
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.models import Message, ReceiptItem
from clearance.sending.forward import forward
from clearance.zones.stop_switch import stop_zone
from orders.actions import ship
from orders.actions.update_clearance import set_clearance_state
from orders.models import Order
from orders.returns import agree, request_return
from tests.clearance.customs_receipts import reply
from tests.clearance.zones.test_zones import flight_order, named
from tests.factories import make_variant_for_export, make_variant_for_sale, make_zone
from tests.orders.factories import make_export, make_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("partners")]


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def clearance_progress(order):
    """((kind, stage) of each document, the text and the page of what happens next)."""
    order = Order.objects.get(pk=order.pk)
    documents = documents_of(order)
    following = next_step(order, documents)
    return (
        [(document.kind, document.stage) for document in documents],
        following.text,
        following.page,
    )


def test_an_export_from_its_money_to_its_end(english):
    order = make_export(make_variant_for_export(), paid=True)
    coming = [(kind, "wait") for kind in ("303", "403", "505", "603")]
    assert clearance_progress(order)[0] == coming
    assert "Paid; its documents" in clearance_progress(order)[1]
    prepare(order.pk)
    documents, text, _page = clearance_progress(order)
    assert documents == [("303", "now"), ("403", "now"), ("505", "now"), ("603", "wait")]
    assert text == "CEB303 export order is sent automatically within seconds."
    forward()
    assert clearance_progress(order)[1].startswith(
        "CEB303 export order has been with customs since "
    )
    for message in order.messages.all():
        reply(message, "2", "120")
    assert (
        clearance_progress(order)[1]
        == "CEB603 export list is generated automatically within seconds."
    )
    assert prepare_pending_lists() == 1
    forward()
    reply(order.messages.get(kind="603"), "2", "120", "800")
    documents, text, page = clearance_progress(order)
    assert documents == [(kind, "done") for kind in ("303", "403", "505", "603")]
    assert (text, page) == (
        "Released. Record on the order's page when the parcel leaves the zone.", "order",
    )  # fmt: skip
    order.refresh_from_db()
    ship.ship(order)
    ship.deliver(order)
    assert clearance_progress(order)[1:] == ("Everything is done.", "")


def test_what_waits_for_a_clerk_comes_first(english, clerk):
    order = make_order(paid=True)
    prepare(order.pk)
    stop_zone(order.zone, actor=clerk, reason="works")
    assert clearance_progress(order)[1:] == (
        f"Sending is stopped for {order.zone.name}: CEB311 order is sent once a clerk resumes it.",
        "zones",
    )
    stuck = order.messages.get(kind="411")
    Message.objects.filter(pk=stuck.pk).update(state="stuck")
    assert clearance_progress(order)[1:] == (
        "CEB411 payment is to do: its page shows the reason and the remedy.", stuck.pk,
    )  # fmt: skip


def test_goods_on_their_way_back(english):
    order = make_order(make_variant_for_sale(stock=3), paid=True)
    set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    for kind in ("311", "411", "511", "621"):
        Message.objects.create(
            order=order, zone=order.zone, kind=kind, business_key=kind, state="accepted"
        )
    ship.ship(order)
    order.refresh_from_db()
    goods_return = request_return(order, {1: 1}, reason="faulty")
    text = f"Return {goods_return.number} is to do: enter the return address on the order's page."
    assert clearance_progress(order)[1:] == (text, "order")
    assert agree(goods_return, actor=None, send_to="退货仓 王师傅 0371-6000 经开八路 1 号")
    text = f"Return {goods_return.number}: record on the order's page when the goods are back."
    assert clearance_progress(order)[1:] == (text, "order")


def test_the_arrival_of_its_flight_is_among_an_orders_documents(client, clerk, english):
    zone = make_zone("xz-air", modes=("9610",))
    named(zone, "operator")
    order = flight_order(1, zone)
    prepare(order.pk)
    forward()
    for message in order.messages.all():
        reply(message, "2", "120")
    assert clearance_progress(order)[0][3:] == [("711", "wait"), ("621", "wait")]
    assert report_pending_arrivals() == 1
    assert clearance_progress(order)[0][3:] == [("711", "now"), ("621", "wait")]
    arrival = Message.objects.get(kind="711")
    assert arrival in queues.documents({"q": order.number})
    page = client.get(f"/en/clearance/?q={order.number}").content.decode()
    assert f'href="/en/clearance/messages/{arrival.pk}/"' in page
    page = client.get(f"/en/clearance/messages/{arrival.pk}/").content.decode()
    assert f'href="/en/clearance/?q={order.number}"' in page


def test_a_cancelled_order_expects_no_more_documents(english):
    order = make_order(paid=True)
    prepare(order.pk)
    Order.objects.filter(pk=order.pk).update(cancelled_at=timezone.now())
    documents, text, _page = clearance_progress(order)
    assert documents == [("311", "now"), ("411", "now"), ("511", "now")]
    assert text == "The order is cancelled. Nothing to do here."


@pytest.mark.parametrize(
    ("status", "info", "expected"),
    [
        ("2", "新增申报成功[97FA4C81]", [("2", "wait")]),
        ("399", "[Code:2399;Desc:海关审结]", [("399", "wait")]),
        ("120", "[Code:1800;Desc:逻辑校验通过]", [("1800", "wait")]),
        ("300", "[Code:9999;Desc:收货地址不详]", [("9999", "correct")]),
        ("100", "[Code:9999;Desc:情况不明]", [("9999", "ask_broker")]),
    ],
)
def test_a_good_reply_needs_no_explanation_from_anybody(status, info, expected):
    item = ReceiptItem(status=status, info=info)
    assert [(step.code, step.next) for step in steps(item, "import")] == expected
