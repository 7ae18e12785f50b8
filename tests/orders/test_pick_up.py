"""Picking up inside the special zone (R-O2O-2…5): chosen at checkout, a code after release, handed
over once against code and identity card; at the airport and in the CBD never."""

import json
import os
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from centers.models import DisplayCenter
from evidence.models import Entry
from orders.actions.hand_over import hand_over
from orders.actions.pick_up import choose_counter, make_ready, ready_waiting, renew_code
from orders.actions.ship import deliver, pack, ship
from orders.actions.update_clearance import set_clearance_state
from orders.errors import OrderActionError
from orders.models import Order, Pickup
from orders.tasks import send_emails
from tests.centers.factories import make_center, make_pick_up_center
from tests.factories import make_exhibitor, make_product, make_variant_for_sale, make_zone
from tests.orders.factories import (
    IDENTITY,
    checkout_form,
    make_order,
    pay_for,
    put_into_cart,
)
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db
PARCELS_WORDS = ("配送", "拒收", "承运", "包裹", "签收")


@pytest.fixture
def bonded():
    return make_pick_up_center("bonded", address_zh="物流中心 1 号")


@pytest.fixture
def clerk_at(django_user_model):
    def employ(*centers, email="counter@x.test"):
        person = django_user_model.objects.create_user(email, "a-long-password")
        person.groups.add(Group.objects.get(name="Counter staff"))
        for center in centers:
            center.staff.add(person)
        return person

    return employ


def picked_up_order(center, user=None, *, released=True, **fields):
    order = make_order(user=user, paid=True, **fields)
    choose_counter([order], center)
    if released:
        release(order)
        make_ready(order)
    order.refresh_from_db()
    return order


def release(order):
    set_clearance_state(order, "released", allowed_from=["waiting"], list_number="L1")


def pick_up(client, counter="bonded"):
    """Chooses the counter, sees the sum, places the order."""
    step = client.post(
        reverse("orders:checkout"), checkout_form(client, fulfilment=counter, pick="1")
    )
    total = step.context["form"].initial["expected_total"]
    return client.post(
        reverse("orders:checkout"),
        checkout_form(client, fulfilment=counter, expected_total=str(total)),
    )


def code_of(order):
    return Pickup.objects.get(order=order).code


# --- choosing ---------------------------------------------------------------------------------


def test_the_counter_is_offered_and_the_choice_kept(client, bonded):
    put_into_cart(client, make_variant_for_sale())
    page = client.get(reverse("orders:checkout")).content.decode()
    assert "bonded展示中心" in page
    assert "郑关保字〔2026〕0001号" in page
    assert "收货方式<em>" not in page  # one of them is always chosen
    assert "收货地址仍须向海关申报" in page
    pick_up(client)
    order = Order.objects.get()
    assert (order.pickup.center, order.pickup.code_hash) == (bonded, None)
    placed = Entry.objects.get(subject=f"order {order.number}", kind="placed")
    assert json.loads(placed.payload)["pick_up"] == "BONDED"
    shown = client.get(order.get_absolute_url()).content.decode()
    assert "海关放行后，取货码会出现在这里" in shown


def test_picking_up_bears_no_freight_and_no_tax_on_it(client, bonded):
    """56.00 yuan of goods: 15.00 of freight were charged, declared and taxed."""
    put_into_cart(client, make_variant_for_sale(price="56.00"))
    shipped = client.get(reverse("orders:checkout")).context["cart"]
    assert (shipped.freight, shipped.tax_total) == (Decimal("15.00"), Decimal("6.46"))
    pick_up(client)
    order = Order.objects.get()
    assert (order.freight, order.dutiable_value, order.tax_total, order.actual_paid) == (
        Decimal("0.00"),
        Decimal("56.00"),
        Decimal("5.10"),
        Decimal("61.10"),
    )


def test_the_sum_without_freight_is_shown_before_it_is_charged(client, bonded):
    put_into_cart(client, make_variant_for_sale(price="56.00"))
    asked_late = client.post(reverse("orders:checkout"), checkout_form(client, fulfilment="bonded"))
    assert (asked_late.status_code, Order.objects.count()) == (409, 0)
    page = asked_late.content.decode()
    assert "61.10" in page
    assert "柜台自提" in page


def test_the_page_of_a_pick_up_speaks_of_no_parcel(client, bonded, consumer):
    order = picked_up_order(bonded, consumer, released=False)
    client.force_login(consumer)
    for state in ("sent", "under_review", "released"):
        Order.objects.filter(pk=order.pk).update(
            clearance_state=state, released_at=timezone.now() if state == "released" else None
        )
        response = client.get(order.get_absolute_url())
        page = response.content.decode()
        assert [stage.title for stage in response.context["stages"]][-1] == "自提"
        main = page.partition("<main")[2].partition("</main>")[0]
        assert [word for word in PARCELS_WORDS if word in main] == []
    Order.objects.filter(pk=order.pk).update(fulfilment_state="delivered")
    form = client.get(reverse("orders:return", args=[order.number])).context["form"]
    reasons = {code: str(label) for code, label in form.fields["reason"].choices}
    assert "not_taken" not in reasons
    assert [word for word in PARCELS_WORDS if word in "".join(reasons.values())] == []


def test_goods_are_shipped_by_default(client, bonded):
    put_into_cart(client, make_variant_for_sale())
    client.post(reverse("orders:checkout"), checkout_form(client))
    assert not Pickup.objects.exists()


def test_goods_of_another_zone_are_shipped(client, bonded):
    other = make_zone("xz-zone", customs_district="4612")
    put_into_cart(client, make_variant_for_sale())
    nordic = make_product(make_exhibitor("nordic"))
    put_into_cart(client, make_variant_for_sale(nordic, price="50.00", filing={"zone": other}))
    pick_up(client)
    orders = Order.objects.order_by("pk").values_list("zone__code", "freight")
    assert list(orders) == [("hn-bonded", Decimal("0.00")), ("xz-zone", Decimal("15.00"))]
    assert [pickup.order.zone.code for pickup in Pickup.objects.all()] == ["hn-bonded"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: make_center("airport"),
        lambda: make_center("cbd", kind="cbd"),
        lambda: make_pick_up_center("lapsed", approval_valid_to=date(2020, 1, 1)),
        lambda: make_pick_up_center("far", zone=make_zone("xz-zone", customs_district="4612")),
    ],
)
def test_no_other_center_is_offered_nor_taken(client, make):
    center = make()
    put_into_cart(client, make_variant_for_sale())
    assert "fulfilment" not in client.get(reverse("orders:checkout")).content.decode()
    with pytest.raises(OrderActionError):
        choose_counter([make_order()], center)
    client.post(reverse("orders:checkout"), checkout_form(client, fulfilment=center.slug))
    assert not Pickup.objects.exists()


def test_a_forged_choice_is_rejected_with_a_message(client, bonded):
    make_center("airport")
    put_into_cart(client, make_variant_for_sale())
    response = client.post(reverse("orders:checkout"), checkout_form(client, fulfilment="airport"))
    assert response.status_code == 422
    assert response.context["form"].errors["fulfilment"]
    assert not Order.objects.exists()


# --- the code ---------------------------------------------------------------------------------


def test_there_is_no_code_before_release(bonded):
    order = picked_up_order(bonded, released=False)
    assert not make_ready(order)
    with pytest.raises(OrderActionError):
        renew_code(order)
    assert code_of(order) == ""


def test_release_brings_the_code_by_page_and_email(
    client, bonded, consumer, django_capture_on_commit_callbacks
):
    order = picked_up_order(bonded, consumer, released=False)
    with django_capture_on_commit_callbacks(execute=True):
        release(order)
    order.refresh_from_db()
    code = code_of(order)
    assert order.fulfilment_state == "ready"
    assert len(code) == 11
    client.force_login(consumer)
    page = client.get(order.get_absolute_url()).content.decode()
    assert code in page
    assert "<svg" in page.partition("pickup__code")[0][-20000:]
    send_emails()
    message = next(message for message in mail.outbox if code in message.body)
    assert "物流中心 1 号" in message.body
    pickup = Pickup.objects.values().get()
    assert code.replace("-", "") not in str(pickup)


def test_the_task_finds_what_the_signal_missed(bonded):
    order = picked_up_order(bonded, released=False)
    release(order)
    assert (ready_waiting(), ready_waiting()) == (1, 0)
    assert code_of(order)


def test_a_new_code_voids_the_one_before(client, bonded, consumer):
    order = picked_up_order(bonded, consumer)
    first = code_of(order)
    client.force_login(consumer)
    client.post(reverse("orders:pickup_code", args=[order.number]))
    second = code_of(order)
    assert second
    assert second != first
    assert Pickup.objects.with_code(first) is None
    assert Pickup.objects.with_code(second).order == order


def test_only_the_orderer_sees_the_code(client, bonded, consumer, other_user, django_user_model):
    order = picked_up_order(bonded, consumer)
    code = code_of(order)
    renew = reverse("orders:pickup_code", args=[order.number])
    client.force_login(other_user)
    assert client.get(order.get_absolute_url()).status_code == 404
    assert client.post(renew).status_code == 404
    clerk = django_user_model.objects.create_user("clerk@x.test", "a-long-password")
    clerk.groups.add(Group.objects.get(name="Clearance clerks"))
    client.force_login(clerk)
    assert code not in client.get(order.get_absolute_url()).content.decode()
    assert client.post(renew).status_code == 404
    assert code_of(order) == code


def test_an_order_that_is_shipped_has_no_code(client, consumer):
    order = make_order(user=consumer, paid=True)
    client.force_login(consumer)
    assert client.post(reverse("orders:pickup_code", args=[order.number])).status_code == 404


def test_what_is_picked_up_is_never_shipped(bonded):
    order = picked_up_order(bonded)
    assert not ship(order, carrier_name="Carrier", waybill_number="W1")
    assert not deliver(order)
    other = picked_up_order(bonded, released=False)
    assert pack(other)
    release(other)
    assert not ship(other)
    assert make_ready(other)


# --- the counter ------------------------------------------------------------------------------


def test_goods_change_hands_once_and_leave_evidence(client, bonded, clerk_at):
    order = picked_up_order(bonded, quantity=2)
    record = order.lines.get().variant.stock.get()
    person = clerk_at(bonded)
    client.force_login(person)
    code = code_of(order)
    page = client.get(f"/counter/?code={code.lower()}", follow=True)
    assert page.redirect_chain[-1][0].startswith("/counter/bonded/")
    shown = page.content.decode()
    for text in (order.lines.get().title_zh, "林若溪", order.buyer.id_masked, "× 2"):
        assert text in shown
    assert IDENTITY not in shown
    url = reverse("orders:hand_over", args=["bonded"])
    rejected = client.post(url, {"code": code}, follow=True)
    assert "请先查看订购人的身份证" in rejected.content.decode()
    handed_over = client.post(url, {"code": code, "id_shown": "on"}, follow=True)
    assert order.number in handed_over.content.decode()
    order.refresh_from_db()
    record.refresh_from_db()
    assert order.fulfilment_state == "delivered"
    assert (record.on_hand, record.reserved) == (8, 0)
    entry = Entry.objects.get(subject=f"order {order.number}", kind="handed_over")
    payload = json.loads(entry.payload)
    assert {key: payload[key] for key in ("center", "code", "id_shown")} == {
        "center": "BONDED",
        "code": 1,
        "id_shown": True,
    }
    assert order.pickup.staff == person
    again = client.post(url, {"code": code, "id_shown": "on"}, follow=True)
    assert "已于" in again.content.decode()
    record.refresh_from_db()
    assert (record.on_hand, record.reserved) == (8, 0)


def test_the_buyer_sees_that_it_was_handed_over(client, bonded, consumer, clerk_at):
    order = picked_up_order(bonded, consumer)
    code = code_of(order)
    pickup = Pickup.objects.with_code(code)
    hand_over(pickup, center=bonded, staff=clerk_at(bonded), id_shown=True)
    client.force_login(consumer)
    page = client.get(order.get_absolute_url()).content.decode()
    assert "已交付" in page
    assert code not in page


def rejection_reasons(order, center, **fields):
    pickup = Pickup.objects.with_code(code_of(order) or fields.pop("code"))
    with pytest.raises(OrderActionError) as exc_info:
        hand_over(pickup, center=center, staff=None, id_shown=True)
    order.refresh_from_db()
    assert order.fulfilment_state != "delivered"
    assert Pickup.objects.get(order=order).used_at is None
    return exc_info.value.reasons


def test_the_code_of_another_counter_says_where_to_go(client, bonded, clerk_at):
    other = make_pick_up_center("other")
    order = picked_up_order(bonded)
    assert rejection_reasons(order, other) == ["此订单在另一柜台提货：bonded展示中心。"]
    client.force_login(clerk_at(other))
    page = client.get(f"/counter/other/?code={code_of(order)}").content.decode()
    assert "bonded展示中心" in page
    for text in (order.number, "林若溪", order.buyer.id_masked):
        assert text not in page


def test_an_expired_code_is_explained(bonded):
    order = picked_up_order(bonded)
    code = code_of(order)
    past = timezone.now() - timedelta(minutes=1)
    Pickup.objects.update(issued_at=past - timedelta(hours=1), expires_at=past)
    assert "过期" in rejection_reasons(order, bonded, code=code)[0]


def test_a_code_that_expires_at_the_press_is_explained(bonded, clerk_at, monkeypatch):
    picked_up_order(bonded)
    pickup, staff = Pickup.objects.select_related("order").get(), clerk_at(bonded)
    moments = iter([pickup.expires_at - timedelta(seconds=1)])
    monkeypatch.setattr(timezone, "now", lambda: next(moments, pickup.expires_at))
    with pytest.raises(OrderActionError) as rejected:
        hand_over(pickup, center=bonded, staff=staff, id_shown=True)
    (reason,) = rejected.value.reasons
    assert "过期" in reason
    pickup.order.refresh_from_db()
    assert (pickup.order.fulfilment_state, Pickup.objects.get().used_at) == ("ready", None)


def test_nothing_is_handed_over_without_a_valid_approval(bonded):
    order = picked_up_order(bonded)
    DisplayCenter.objects.update(approval_valid_to=date(2020, 1, 1))
    bonded.refresh_from_db()
    assert rejection_reasons(order, bonded) == ["本柜台的海关批准今天无效。"]


@pytest.mark.parametrize(
    "changes",
    [
        {"clearance_state": "cancelled"},
        {"payment_state": "refunded"},
        {"cancelled_at": timezone.now()},
        {"fulfilment_state": "returned"},
    ],
)
def test_an_order_that_can_not_be_handed_over_stays_at_the_counter(bonded, changes):
    order = picked_up_order(bonded)
    Order.objects.filter(pk=order.pk).update(**changes)
    assert len(rejection_reasons(order, bonded)) == 1


@pytest.mark.parametrize("typed", ["", "7K3QH-M0XPA", "%00", "'; --", "长" * 400])
def test_a_code_nobody_has(client, bonded, clerk_at, typed):
    client.force_login(clerk_at(bonded))
    page = client.get("/counter/bonded/", {"code": typed})
    assert page.status_code == 200
    client.post("/counter/bonded/hand-over/", {"code": typed, "id_shown": "on"})
    assert not Order.objects.filter(fulfilment_state="delivered").exists()


@pytest.mark.parametrize("path", ["/counter/", "/counter/bonded/"])
def test_the_counter_is_closed_to_others(client, bonded, consumer, clerk_at, path):
    assert client.get(path).status_code == 302
    client.force_login(consumer)
    assert client.get(path).status_code == 403


def test_staff_of_one_center_find_no_other(client, bonded, clerk_at):
    airport = make_center("airport")
    order = picked_up_order(bonded)
    client.force_login(clerk_at(airport))
    assert client.get("/counter/bonded/").status_code == 404
    posted = {"code": code_of(order), "id_shown": "on"}
    assert client.post("/counter/bonded/hand-over/", posted).status_code == 404
    assert client.post("/counter/airport/hand-over/", posted).status_code == 302
    order.refresh_from_db()
    assert order.fulfilment_state == "ready"
    assert "此处不交货" in client.get("/counter/airport/").content.decode()


def test_one_with_two_counters_chooses(client, bonded, clerk_at):
    client.force_login(clerk_at(bonded, make_center("airport")))
    page = client.get("/counter/").content.decode()
    assert "/counter/bonded/" in page
    assert "/counter/airport/" in page
    client.logout()
    client.force_login(clerk_at(email="new@x.test"))
    assert client.get("/counter/").status_code == 200


def test_the_list_takes_the_same_queries_for_three_as_for_one(
    client, bonded, clerk_at, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(clerk_at(bonded))
    picked_up_order(bonded)
    client.get("/counter/bonded/")
    with CaptureQueriesContext(connection) as one:
        client.get("/counter/bonded/")
    picked_up_order(bonded)
    picked_up_order(bonded)
    with django_assert_num_queries(len(one)):
        client.get("/counter/bonded/")


@pytest.mark.django_db(transaction=True)
def test_two_at_one_counter_hand_over_once(bonded, clerk_at):
    needs_row_locks()
    order = picked_up_order(bonded)
    code = code_of(order)
    people = [clerk_at(bonded, email=f"counter{n}@x.test") for n in range(4)]

    def give(n):
        pickup = Pickup.objects.with_code(code)
        return hand_over(pickup, center=bonded, staff=people[n], id_shown=True)

    outcomes = run_together(4, give)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Order",
        "OrderActionError",
        "OrderActionError",
        "OrderActionError",
    ]
    assert Entry.objects.filter(kind="handed_over").count() == 1
    record = order.lines.get().variant.stock.get()
    assert (record.on_hand, record.reserved) == (9, 0)


def test_paying_late_changes_nothing_at_the_counter(bonded):
    order = make_order()
    choose_counter([order], bonded)
    pay_for(order)
    assert ready_waiting() == 0


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_counter_works_on_a_phone(live_server, client, settings, bonded, clerk_at):
    """Two seconds: a browser starts."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    # before the browser starts: beside its event loop Django lets nobody near the database
    url = f"{live_server.url}/counter/bonded/?code={code_of(picked_up_order(bonded))}"
    client.force_login(clerk_at(bonded))
    cookie = {"name": settings.SESSION_COOKIE_NAME, "url": live_server.url}
    cookie["value"] = client.cookies[settings.SESSION_COOKIE_NAME].value
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(url)
        tick = page.locator("[name=id_shown]")
        tick.focus()
        assert tick.evaluate(
            "e => { const b = e.getBoundingClientRect();"
            " return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2) === e }"
        )
        waiting = page.locator(".tablewrap").first
        waiting.focus()
        assert waiting.evaluate("e => e === document.activeElement")
        serious = [
            (rule["id"], rule["nodes"][0]["html"][:200])
            for rule in Axe().run(page).response["violations"]
            if rule["impact"] in ("serious", "critical")
        ]
        browser.close()
    assert serious == []


def test_the_order_found_stands_before_everything_else_of_the_counter(client, bonded, clerk_at):
    order = picked_up_order(bonded)
    client.force_login(clerk_at(bonded))
    page = client.get(f"/counter/bonded/?code={code_of(order)}").content.decode()
    places = [page.index(text) for text in ('name="id_shown"', 'id="good"', 'id="number"')]
    assert places == sorted(places)
    assert '<div class="tablewrap" tabindex="0" role="region" aria-labelledby="h-waiting">' in page
