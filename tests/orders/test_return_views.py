"""A buyer sends goods back by the order's own page; a clerk notes what came of it."""

import re

import pytest
from django.utils import timezone

from orders.actions import ship
from orders.actions.update_clearance import set_clearance_state
from orders.models import OrderEmail, OrderEvent, Return
from orders.returns import agree, decline, request_return
from tests.html import folded
from tests.orders.factories import make_group, make_order
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="client_token" value="([^"]+)"')
ONE_PIECE = {"line-1": "1"}


def today():
    return timezone.localdate().isoformat()


@pytest.fixture
def delivered(consumer):
    order = make_order(group=make_group(consumer), quantity=2, paid=True)
    set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    assert ship.ship(order)
    assert ship.deliver(order)
    order.refresh_from_db()
    return order


def page_of(client, order):
    return folded(client.get(order.get_absolute_url()).content.decode())


def form_of(client, order, **typed):
    """The form as the page shows it, with a token of its own, and what is typed into it."""
    page = client.get(f"/orders/{order.number}/return/").content.decode()
    return {"client_token": TOKEN.search(page)[1], "reason": "faulty", **typed}


def request_by_form(client, order, **typed):
    """A form opened, filled in and sent."""
    return client.post(f"/orders/{order.number}/return/", form_of(client, order, **typed))


def test_the_buyer_asks_twice_and_one_return_stands(client, consumer, delivered):
    client.force_login(consumer)
    address = f"/orders/{delivered.number}/return/"
    assert address in page_of(client, delivered)
    form = form_of(client, delivered, **ONE_PIECE, reason="changed_mind", comment="颜色不合适")
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    goods_return = Return.objects.get()
    assert (goods_return.state, goods_return.lines.get().quantity) == ("requested", 1)
    page = page_of(client, delivered)
    assert goods_return.number in page
    assert "颜色不合适" in page
    assert 'name="receive"' not in page
    assert OrderEmail.objects.filter(template="return").count() == 1


@pytest.mark.parametrize(
    "form",
    [
        {"line-1": "3", "reason": "faulty"},
        {"line-1": "0", "reason": "faulty"},
        {"line-1": "-1", "reason": "faulty"},
        {"line-1": "1", "reason": "whatever"},
        {"line-1": "many", "reason": "faulty"},
    ],
)
def test_a_wrong_form_is_shown_again(client, consumer, delivered, form):
    client.force_login(consumer)
    assert request_by_form(client, delivered, **form).status_code == 200
    assert not Return.objects.exists()


def test_another_unit_of_the_same_line_is_another_wish(client, consumer, delivered):
    client.force_login(consumer)
    for _ in range(2):
        assert request_by_form(client, delivered, **ONE_PIECE).status_code == 302
    assert list(Return.objects.values_list("lines__quantity", flat=True)) == [1, 1]
    assert OrderEmail.objects.filter(template="return").count() == 2


def test_the_last_piece_requested_twice_by_one_form_is_no_error(client, consumer, delivered):
    client.force_login(consumer)
    address, form = f"/orders/{delivered.number}/return/", form_of(client, delivered)
    statuses = [client.post(address, form | {"line-1": "2"}).status_code for _ in range(2)]
    assert (statuses, Return.objects.count()) == ([302, 302], 1)


def test_a_form_without_its_token_is_shown_again_with_one(client, consumer, delivered):
    client.force_login(consumer)
    response = client.post(f"/orders/{delivered.number}/return/", ONE_PIECE | {"reason": "faulty"})
    page = response.content.decode()
    assert (response.status_code, Return.objects.count()) == (200, 0)
    assert len(TOKEN.search(page)[1]) > 20
    assert "请重新提交" in page


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_request_and_two_forms_are_two(delivered):
    needs_row_locks()
    first, second = ["one"] * 4, ["two"] * 4
    outcomes = run_together(
        8,
        lambda i: (
            request_return(
                delivered, {1: 1}, reason="faulty", client_token=(first + second)[i]
            ).number
        ),
    )
    assert len(set(outcomes)) == 2
    assert sorted(Return.objects.values_list("number", flat=True)) == sorted(set(outcomes))


# R-SEVEN-1
def test_no_seven_days_for_what_is_excluded_or_late(client, consumer, delivered):
    client.force_login(consumer)
    delivered.lines.update(return_policy="statutory")
    request_by_form(client, delivered, **ONE_PIECE, reason="changed_mind")
    delivered.lines.update(return_policy="seven_day")
    delivered.shipment.delivered_at -= timezone.timedelta(days=8)
    delivered.shipment.save()
    request_by_form(client, delivered, **ONE_PIECE, reason="changed_mind")
    assert not Return.objects.exists()
    request_by_form(client, delivered, **ONE_PIECE)
    assert Return.objects.count() == 1


def test_what_was_signed_for_was_accepted(client, consumer, delivered):
    """Else the seven days, and goods that are excluded from them, would be nobody's limit."""
    client.force_login(consumer)
    assert "not_taken" not in client.get(f"/orders/{delivered.number}/return/").content.decode()
    page = request_by_form(client, delivered, **ONE_PIECE, reason="not_taken").content.decode()
    assert "该原因不适用于本订单，请另选。" in page
    assert not Return.objects.exists()
    delivered.__class__.objects.filter(pk=delivered.pk).update(fulfilment_state="shipped")
    request_by_form(client, delivered, **ONE_PIECE, reason="not_taken")
    assert Return.objects.get().reason == "not_taken"


def test_others_and_buyers_move_no_return(client, consumer, other_user, delivered):
    client.force_login(consumer)
    request_by_form(client, delivered, **ONE_PIECE)
    goods_return = Return.objects.get()
    address = f"/orders/{delivered.number}/returns/{goods_return.number}/"
    assert client.post(address, {"receive": "1"}).status_code == 404
    client.force_login(other_user)
    assert client.post(address, {"receive": "1"}).status_code == 404
    assert client.get(f"/orders/{delivered.number}/return/").status_code == 404


def test_the_buyer_is_notified_where_the_goods_go_to(client, consumer, clerk, delivered):
    goods_return = request_return(delivered, {1: 1}, reason="faulty")
    place = "退货仓 王师傅 0371-60000000 郑州市经开八路 1 号"
    client.force_login(clerk)
    address = f"/orders/{delivered.number}/returns/{goods_return.number}/"
    for _ in range(2):  # a double click notifies once
        client.post(address, {"agree": "1", "send_to": f"  {place} "})
    client.post(address, {"agree": "1", "send_to": " "})
    steps = [
        email.data["step"] for email in OrderEmail.objects.filter(template="return").order_by("pk")
    ]
    assert steps == ["asked", "agreed"]
    client.force_login(consumer)
    page = page_of(client, delivered)
    assert page.count(place) == 2  # at the return and in the timeline
    assert 'name="agree"' not in page
    assert client.post(address, {"agree": "1", "send_to": "elsewhere"}).status_code == 404


def test_the_next_clerk_finds_the_place_typed_already(client, consumer, clerk, delivered):
    goods_return = request_return(delivered, {1: 1}, reason="faulty")
    assert agree(goods_return, actor=clerk, send_to="退货仓")
    assert decline(goods_return, actor=clerk, reason="not ours")
    assert not agree(goods_return, actor=clerk, send_to="elsewhere")
    request_return(delivered, {1: 1}, reason="faulty")
    client.force_login(clerk)
    assert 'name="send_to" maxlength="200" required value="退货仓"' in page_of(client, delivered)


def test_two_clerks_take_the_goods_in_once(client, consumer, clerk, delivered):
    client.force_login(consumer)
    request_by_form(client, delivered, **ONE_PIECE)
    goods_return = Return.objects.get()
    client.force_login(clerk)
    address = f"/orders/{delivered.number}/returns/{goods_return.number}/"
    assert 'name="receive"' not in page_of(client, delivered)
    client.post(address, {"agree": "1", "send_to": "退货仓"})
    assert 'name="receive"' in page_of(client, delivered)
    for _ in range(2):
        client.post(address, {"receive": "1", "on": today(), "sellable": "on"})
    goods_return.refresh_from_db()
    assert (goods_return.state, goods_return.arrived_on) == ("applying", timezone.localdate())
    assert delivered.refunds.get().amount == delivered.lines.get().goods_value / 2
    kinds = OrderEvent.objects.filter(order=delivered).values_list("kind", flat=True)
    assert list(kinds).count("return_received") == 1


def test_goods_come_back_on_a_day_and_after_somebody_has_agreed(client, clerk, delivered):
    """R-RET-3: the price goes back at once, so a form sent too early books nothing."""
    goods_return = request_return(delivered, {1: 1}, reason="faulty")
    address = f"/orders/{delivered.number}/returns/{goods_return.number}/"
    answers = [client.post(address, {"receive": "1", "on": today()}, follow=True)]
    agree(goods_return, actor=clerk, send_to="退货仓")
    answers.append(client.post(address, {"receive": "1", "on": ""}, follow=True))
    said = [str(message) for answer in answers for message in answer.context["messages"]]
    assert said == ["请先同意退货并填写退回地址，或拒绝退货。", "请填写货物退回日期。"]
    assert not delivered.refunds.exists()
    goods_return.refresh_from_db()
    assert (goods_return.state, goods_return.arrived_on) == ("requested", None)


def test_a_refused_parcel_comes_back_without_an_agreement(client, clerk, delivered):
    delivered.__class__.objects.filter(pk=delivered.pk).update(fulfilment_state="shipped")
    goods_return = request_return(delivered, {1: 2}, reason="not_taken")
    address = f"/orders/{delivered.number}/returns/{goods_return.number}/"
    client.post(address, {"receive": "1", "on": today()})
    goods_return.refresh_from_db()
    assert goods_return.arrived_on == timezone.localdate()
    page = page_of(client, delivered)
    assert "货物已退回，无需取消。" in page
    assert "收货后七日内" not in page


def test_a_return_without_a_reason_is_asked_for_one(client, consumer, delivered):
    client.force_login(consumer)
    page = request_by_form(client, delivered, **ONE_PIECE, reason="").content.decode()
    assert "请选择退货原因。" in page


@pytest.mark.parametrize("day", ["", "31.11.", "2026-02-31", "2000-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_takes_nothing_in(client, consumer, clerk, delivered, day):
    client.force_login(consumer)
    request_by_form(client, delivered, **ONE_PIECE)
    goods_return = Return.objects.get()
    agree(goods_return, actor=clerk, send_to="退货仓")
    client.force_login(clerk)
    address = f"/orders/{delivered.number}/returns/{goods_return.number}/"
    client.post(address, {"receive": "1", "on": day})
    goods_return.refresh_from_db()
    assert (goods_return.state, goods_return.arrived_on) == ("requested", None)
    assert not delivered.refunds.exists()


def test_a_declined_return_frees_its_pieces(client, consumer, clerk, delivered):
    client.force_login(consumer)
    two = {"line-1": "2"}
    request_by_form(client, delivered, **two)
    first = Return.objects.get()
    client.force_login(clerk)
    address = f"/orders/{delivered.number}/returns/{first.number}/"
    client.post(address, {"decline": "1", "reason": ""})
    client.post(address, {"decline": "1", "reason": "外包装已拆"})
    client.force_login(consumer)
    assert "外包装已拆" in page_of(client, delivered)
    request_by_form(client, delivered, **two)
    assert Return.objects.count() == 2


def test_a_buyer_asks_customs_to_let_the_declaration_go(client, consumer):
    order = make_order(group=make_group(consumer), paid=True)
    set_clearance_state(order, "sent", allowed_from=["waiting"])
    client.force_login(consumer)
    address = f"/orders/{order.number}/cancel/"
    assert address in page_of(client, order)
    assert client.get(address).status_code == 200
    for _ in range(2):
        client.post(address)
    order.refresh_from_db()
    assert (order.cancelled_at, order.cancel_requested_at is not None) == (None, True)
    assert OrderEvent.objects.filter(order=order, kind="cancel_asked").count() == 1
