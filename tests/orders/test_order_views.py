from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from orders.actions.cancel import cancel, why_not_cancel
from orders.actions.expire import expire_overdue
from orders.actions.ship import deliver, ship
from orders.actions.update_clearance import set_clearance_state
from orders.emails.buyers import render_email, write_email
from orders.errors import OrderActionError
from orders.models import Order, OrderEmail, OrderGroup, PaymentAttempt, QuotaYear, Refund
from orders.models.order import ClearanceState as C
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def page(client, order):
    return client.get(order.get_absolute_url())


def test_buyer_sees_the_order_and_somebody_else_does_not(client, consumer, other_user):
    order = make_order(user=consumer)
    for url in (
        order.get_absolute_url(),
        reverse("orders:cancel", args=[order.number]),
        reverse("orders:page_as_bought", args=[order.number, 1]),
    ):
        assert client.get(url).status_code == 404
        client.force_login(other_user)
        assert client.get(url).status_code == 404
        client.force_login(consumer)
        assert client.get(url).status_code == 200
        client.logout()
    client.force_login(other_user)
    assert client.post(reverse("orders:cancel", args=[order.number])).status_code == 404
    order.refresh_from_db()
    assert order.cancelled_at is None
    assert order.number not in client.get(reverse("orders:orders")).content.decode()


def test_a_signed_out_visitor_is_sent_to_sign_in_whether_or_not_there_is_such_an_order(
    client, consumer
):
    existing, missing = make_order(user=consumer).get_absolute_url(), "/orders/E000000000000000000/"
    responses = [client.get(url) for url in (existing, missing)]
    assert [response.status_code for response in responses] == [404, 404]
    assert f"?next={existing}" in responses[0].content.decode()
    assert f"?next={missing}" in responses[1].content.decode()


def test_guest_comes_back_by_the_key_of_the_email_and_the_key_leaves_the_address(client):
    order = make_order()
    assert page(client, order).status_code == 404
    assert client.get(order.get_absolute_url() + "?key=wrong").status_code == 404
    response = client.get(f"{order.get_absolute_url()}?key={order.group.access_key}")
    assert response.url == order.get_absolute_url()
    assert page(client, order).status_code == 200
    assert order.number in client.get(reverse("orders:orders")).content.decode()


def test_key_of_a_guest_does_not_open_an_accounts_order(client, consumer):
    order = make_order(user=consumer)
    response = client.get(f"{order.get_absolute_url()}?key={order.group.access_key}")
    assert response.status_code == 404


def test_unpaid_order_counts_down_and_is_cancelled_at_once(client, consumer):
    order = make_order(make_variant_for_sale(stock=5), user=consumer, quantity=2)
    client.force_login(consumer)
    response = page(client, order)
    assert 1700 < response.context["seconds_left"] <= 1800
    client.post(reverse("orders:cancel", args=[order.number]))
    order.refresh_from_db()
    assert (order.payment_state, bool(order.cancelled_at)) == ("failed", True)
    assert order.lines.get().variant.stock.get().reserved == 0
    assert QuotaYear.objects.get().used == 0
    assert page(client, order).context["headline"].code == "cancelled"
    client.post(reverse("orders:cancel", args=[order.number]))
    assert order.events.filter(kind="cancelled").count() == 1


def test_paid_order_not_yet_with_customs_is_cancelled_with_a_full_refund(consumer):
    order = make_order(user=consumer, paid=True)
    cancel(order, actor=consumer, reason="不想要了")
    order.refresh_from_db()
    assert order.clearance_state == C.CANCELLED
    assert Refund.objects.get().amount == order.actual_paid
    assert order not in Order.objects.to_be_cleared()
    assert [event.kind for event in order.events.all()] == ["refund_asked", "cancelled"]
    assert order.events.get(kind="refund_asked").data["amount"] == str(order.actual_paid)


@pytest.mark.parametrize("state", [C.PREPARED, C.SENT, C.UNDER_REVIEW, C.RELEASED])
def test_order_with_customs_is_not_cancelled_and_the_page_explains(client, consumer, state):
    order = make_order(user=consumer, paid=True)
    set_clearance_state(order, state, allowed_from=[C.WAITING])
    with pytest.raises(OrderActionError):
        cancel(order, actor=consumer, reason="zu spät")
    client.force_login(consumer)
    assert page(client, order).context["why_not_cancel"]
    assert Refund.objects.count() == 0


# R-DOC-7
def test_whole_timeline_is_shown_with_times_and_reasons(client, consumer):
    order = make_order(make_variant_for_sale(stock=4), user=consumer, paid=True)
    at = timezone.now()
    set_clearance_state(order, C.SENT, allowed_from=[C.WAITING])
    set_clearance_state(
        order, C.REJECTED, allowed_from=[C.SENT], code="-621018", reason="年度额度超限"
    )
    client.force_login(consumer)
    html = page(client, order).content.decode()
    assert "年度额度超限" in html
    assert "-621018" in html
    assert QuotaYear.objects.get().used == 0
    set_clearance_state(order, C.RELEASED, allowed_from=[C.REJECTED], at=at, list_number="4611I1")
    assert QuotaYear.objects.get().used == order.dutiable_value
    assert ship(order, carrier_name="中原速递", waybill_number="ZY1") is True
    assert ship(order, carrier_name="中原速递", waybill_number="ZY1") is False
    assert deliver(order) is True
    response = page(client, order)
    assert response.context["headline"].code == "delivered"
    assert [stage.state for stage in response.context["stages"]] == ["done"] * 4
    html = response.content.decode()
    for text in ("4611I1", "ZY1", "中原速递", "110***********0017"):
        assert text in html
    record = order.lines.get().variant.stock.get()
    assert (record.on_hand, record.reserved) == (3, 0)
    templates = OrderEmail.objects.order_by("pk").values_list("template", flat=True)
    assert list(templates) == ["sent", "rejected", "released", "shipped"]


def test_goods_do_not_leave_before_release(consumer):
    order = make_order(user=consumer, paid=True)
    assert ship(order) is False
    order.refresh_from_db()
    assert order.fulfilment_state == "waiting"


def test_late_receipt_moves_nothing_backwards(consumer):
    order = make_order(user=consumer, paid=True)
    set_clearance_state(order, C.RELEASED, allowed_from=[C.WAITING])
    assert set_clearance_state(order, C.RECEIVED, allowed_from=[C.SENT]) is False
    order.refresh_from_db()
    assert order.clearance_state == C.RELEASED


def test_unpaid_orders_end_after_their_time_and_twice_is_once(consumer):
    order = make_order(make_variant_for_sale(stock=5), user=consumer)
    fresh = make_order(user=consumer)
    OrderGroup.objects.filter(pk=order.group_id).update(
        pay_by=timezone.now() - timedelta(seconds=1)
    )
    assert expire_overdue() == 1
    assert expire_overdue() == 0
    order.refresh_from_db()
    fresh.refresh_from_db()
    assert (order.payment_state, fresh.payment_state) == ("failed", "awaiting")
    assert order.lines.get().variant.stock.get().reserved == 0
    assert OrderEmail.objects.filter(template="expired").count() == 1
    assert order.events.get().kind == "expired"


# R-PLAT-7
def test_page_as_bought_stays_when_the_good_changes(client, consumer):
    from catalog.product_page.snapshots import take_snapshots
    from orders.models import OrderLine

    variant = make_variant_for_sale()
    variant.product.description_zh = "当时的说明"
    variant.product.save()
    order = make_order(variant, user=consumer)
    product = variant.product
    OrderLine.objects.update(snapshot=take_snapshots([product])[product.pk])
    variant.product.description_zh = "后来的说明"
    variant.product.save()
    client.force_login(consumer)
    html = client.get(reverse("orders:page_as_bought", args=[order.number, 1])).content.decode()
    assert "当时的说明" in html
    assert "后来的说明" not in html


def test_list_of_orders_takes_the_same_number_of_queries_for_one_and_for_five(
    client, consumer, django_assert_max_num_queries
):
    for _ in range(5):
        make_order(user=consumer)
    client.force_login(consumer)
    with django_assert_max_num_queries(12):
        client.get(reverse("orders:orders"))
    with django_assert_max_num_queries(20):
        page(client, Order.objects.first())


def test_clerk_notes_the_parcel_and_nobody_else_can(client, consumer, clerk):
    order = make_order(user=consumer, paid=True)
    url = reverse("orders:parcel", args=[order.number])
    client.force_login(consumer)
    assert client.post(url, {"ship": "1"}).status_code == 404
    client.force_login(clerk)
    client.post(url, {"ship": "1"})
    assert Order.objects.get().fulfilment_state == "waiting"
    set_clearance_state(order, C.RELEASED, allowed_from=[C.WAITING])
    assert page(client, order).context["parcel_action"] == "ship"
    client.post(url, {"ship": "1", "carrier": "中原速递", "waybill": " ZY 1 "})
    order.refresh_from_db()
    assert order.shipment.waybill_number == "ZY 1"
    assert page(client, order).context["parcel_action"] == "deliver"
    client.post(url, {"deliver": "1"})
    assert Order.objects.get().fulfilment_state == "delivered"
    assert [event.actor for event in order.events.filter(kind="delivered")] == [clerk]


def test_reason_of_ours_is_read_in_each_readers_language(client, consumer):
    order = make_order(user=consumer)
    client.force_login(consumer)
    client.post(reverse("orders:cancel", args=[order.number]))
    with translation.override("en"):
        english = order.get_absolute_url()
    assert "Cancelled by the buyer." in client.get(english).content.decode()
    assert order.events.get().data == {"reason": "Cancelled by the buyer."}


def test_an_order_not_paid_in_time_says_so_before_the_task_has_closed_it(client, consumer):
    order = make_order(user=consumer)
    OrderGroup.objects.update(pay_by=timezone.now() - timedelta(seconds=1))
    client.force_login(consumer)
    page = client.get(order.get_absolute_url())
    assert page.context["headline"].code == "overdue"
    assert {step.state for step in page.context["steps"]} <= {"now", "done"}
    assert {stage.state for stage in page.context["stages"]} == {"wait"}
    html = page.content.decode()
    assert "支付时间已过，订单正在关闭" in html
    for promise in ("全额退款", "为您保留", reverse("orders:pay", args=[order.number])):
        assert promise not in html
    assert reverse("orders:cancel", args=[order.number]) not in html
    (row,) = client.get(reverse("orders:orders")).context["rows"]
    assert row["headline"].code == "overdue"


# trap 9
def test_nobody_is_told_of_no_charge_while_money_may_be_on_its_way(client, consumer):
    """The clock alone does not know what the provider has taken a second ago."""
    order = make_order(user=consumer)
    OrderGroup.objects.update(pay_by=timezone.now() - timedelta(seconds=1))
    PaymentAttempt.objects.create(
        group=order.group, number=1, provider="stripe", amount=order.actual_paid,
        state=PaymentAttempt.State.OPEN,
    )  # fmt: skip
    client.force_login(consumer)
    order = Order.objects.get()
    write_email(order, "expired")
    write_email(order, "cancelled", paid=False, reason="")
    texts = [why_not_cancel(order)]
    texts += [render_email(email)[1] for email in OrderEmail.objects.all()]
    for name, args in (("order", [order.number]), ("pay", [order.number]), ("orders", [])):
        texts.append(client.get(reverse(f"orders:{name}", args=args)).content.decode())
    assert ["没有扣款" in text for text in texts] == [False] * 6
    assert ["如有款项正在途中" in text for text in texts[:1] + texts[3:5]] == [True] * 3
