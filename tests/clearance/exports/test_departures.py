"""Exports leave the country: a clerk notes what has happened to the parcels of a bill of lading,
the firms whose documents they are report it, and customs' word moves the orders."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from clearance.actions.resend import resend
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.exports import report_parcels as depart
from clearance.exports.departures import bills, parcels_of
from clearance.exports.report_parcels import MAX_PARCELS, report_parcels, ship_departed
from clearance.models import Declaration, Message
from clearance.monitoring.integrity import check as clearance_differences
from clearance.receipts.apply import match_pending_items
from clearance.sending.forward import claim, forward, forward_requests
from core.groups import ORGANIZERS
from core.models import User
from orders.errors import OrderActionError
from orders.models import Order
from orders.monitoring import integrity
from tests.clearance.customs_receipts import reply
from tests.factories import make_variant_for_export, make_zone
from tests.orders.factories import make_export
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db
BILL = "784-1"  # of tests.clearance.fakes


def declared_orders(*, count=1, released=True):
    """Export orders whose lists customs has, all under one bill; numbered apart."""
    variant = make_variant_for_export(stock=max(count, 10))
    orders = [make_export(variant, paid=True) for _ in range(count)]
    for order in orders:
        prepare(order.pk)
    forward(500)
    for n, order in enumerate(orders):
        waybill = order.messages.get(kind="505")
        waybill.answer |= {"logistics_no": f"SF{n}", "traf_name": "CZ1"}
        waybill.receipt_key = f"SF{n}"
        waybill.save()
        order.messages.filter(kind__in=["303", "403", "505"]).update(state="accepted")
    prepare_pending_lists()
    forward(500)
    for n, order in enumerate(orders):
        reply(order.messages.get(kind="603"), "2", "120", *(["800"] if released else []))
        Declaration.objects.filter(order=order).update(invt_no=f"46112099E{n:09d}")
    return orders


def numbers(orders):
    return [order.number for order in orders]


def bill_url(zone, bill=BILL):
    return f"{reverse('clearance:bill')}?zone={zone.code}&bill={bill}"


@pytest.mark.slow("three exports from order to departure")
def test_parcels_come_to_the_site_go_under_the_bill_and_leave(client, customs, clerk):
    """The whole way against the sandbox, from the clerk's page."""
    order = make_export(make_variant_for_export(), paid=True)
    customs.work_until(lambda: Order.objects.get().clearance_state == "released")
    bill = order.messages.get(kind="505").answer["bill_no"]
    assert bill in client.get(reverse("clearance:departures")).content.decode()
    page, chosen = bill_url(order.zone, bill), {"order": [order.number]}
    assert order.number in client.get(page).content.decode()
    left = timezone.localtime().strftime("%Y-%m-%dT%H:%M:%S")[:16]
    Declaration.objects.update(released_at=timezone.now() - timezone.timedelta(minutes=5))
    for typed in (
        {"step": "arrival", "domestic_traf_no": "豫A12345"},
        {"step": "master"},
        {"step": "departure", "left_at": left},
    ):
        for _twice in range(2):
            assert client.post(page, chosen | typed).status_code == 302
    reports = Message.objects.filter(kind__in=["507", "607", "509"])
    assert sorted(reports.values_list("kind", flat=True)) == ["507", "509", "607"]
    customs.work_until(lambda: not reports.exclude(state="accepted").exists())
    customs.work_until(lambda: Order.objects.get().fulfilment_state == "shipped")
    export_list = order.messages.get(kind="603")
    customs.work_until(lambda: Message.objects.get(pk=export_list.pk).status == "899")
    assert list(bills()) == []
    for message in reports:
        html = client.get(reverse("clearance:message", args=[message.pk])).content.decode()
        assert "运单" in html  # the table with customs' own labels
        assert order.messages.get(kind="505").answer["logistics_no"] in html
    assert (clearance_differences(), integrity.stock()) == ([], [])


def test_a_list_that_waits_for_arrival_is_released_by_it(settings, customs, clerk):
    customs.set_faults(need_arrival=True)
    try:
        order = make_export(make_variant_for_export(), paid=True)
        customs.work_until(lambda: order.messages.filter(kind="603", status="400").exists())
        bill = order.messages.get(kind="505").answer["bill_no"]
        arrival = report_parcels(
            "arrival", order.zone_id, bill, [order.number], actor=clerk, domestic_traf_no="豫A1"
        )
        assert arrival.kind == "507"
        customs.work_until(lambda: Order.objects.get().clearance_state == "released")
    finally:
        customs.set_faults()


def test_nothing_departs_before_its_release(partners, clerk):
    (order,) = declared_orders(released=False)
    now = timezone.now()
    assert report_parcels(
        "departure", order.zone_id, BILL, numbers([order]), actor=clerk, left_at=now
    ) is (None)
    reply(order.messages.get(kind="603"), "2", "120", "800")
    later = timezone.now() + timezone.timedelta(hours=1)
    with pytest.raises(OrderActionError):
        report_parcels(
            "departure", order.zone_id, BILL, numbers([order]), actor=clerk, left_at=later
        )
    with pytest.raises(OrderActionError):  # the answer's clock says 2099
        report_parcels("departure", order.zone_id, BILL, numbers([order]), actor=clerk, left_at=now)
    assert not Message.objects.filter(kind="509").exists()


def test_what_is_missing_is_said_at_its_field(client, partners, clerk):
    (order,) = declared_orders()
    for step, field in (("arrival", "domestic_traf_no"), ("departure", "left_at")):
        response = client.post(bill_url(order.zone), {"order": order.number, "step": step})
        assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert client.post(bill_url(order.zone), {"step": "fly"}).status_code == 422
    assert not Message.objects.filter(kind__in=["507", "509"]).exists()


def test_a_rejected_report_is_made_anew_without_the_parcel_that_spoilt_it(partners, clerk):
    orders = declared_orders(count=2)
    facts = {"actor": clerk, "domestic_traf_no": "豫A1"}
    first = report_parcels("arrival", orders[0].zone_id, BILL, numbers(orders), **facts)
    forward_requests(10)
    first.refresh_from_db()
    reply(first, "2", "100")
    good = report_parcels("arrival", orders[0].zone_id, BILL, numbers(orders[:1]), **facts)
    assert good.business_key != first.business_key
    first.refresh_from_db()
    assert (first.state, first.superseded_at is None) == ("rejected", False)
    assert resend(first, actor=clerk) is None  # its place is taken
    again = report_parcels("arrival", orders[0].zone_id, BILL, numbers(orders[1:]), **facts)
    assert list(again.orders.all()) == orders[1:]


def test_the_same_parcels_again_are_a_new_version_of_the_same_document(partners, clerk):
    (order,) = declared_orders()
    facts = {"actor": clerk, "domestic_traf_no": "豫A1"}
    first = report_parcels("arrival", order.zone_id, BILL, [order.number], **facts)
    forward_requests(10)
    first.refresh_from_db()
    reply(first, "2", "100")
    facts["domestic_traf_no"] = "豫A2"
    second = report_parcels("arrival", order.zone_id, BILL, [order.number], **facts)
    assert (second.business_key, second.version) == (first.business_key, 2)
    assert b'"change": true' in bytes(second.content)
    assert list(second.orders.all()) == [order]


def test_parcels_rejected_together_and_apart_may_be_reported_together_again(partners, clerk):
    orders = declared_orders(count=2)
    facts, arrivals = {"actor": clerk, "domestic_traf_no": "豫A1"}, []
    for ticked in (orders, orders[:1], orders):
        arrivals.append(
            report_parcels("arrival", orders[0].zone_id, BILL, numbers(ticked), **facts)
        )
        forward_requests(10)
        arrivals[-1].refresh_from_db()
        reply(arrivals[-1], "2", "100")
    together, apart, again = arrivals
    assert (again.business_key, again.version) == (together.business_key, 2)
    assert list(again.orders.order_by("pk")) == orders
    current = Message.objects.filter(kind="507", superseded_at=None)
    assert list(current) == [again]
    assert apart.business_key != again.business_key


def test_more_than_fit_one_document_go_into_the_next(partners, clerk, monkeypatch):
    monkeypatch.setattr(depart, "MAX_PARCELS", 2)
    orders = declared_orders(count=3)
    for expected in (2, 1):
        master_list = report_parcels(
            "master", orders[0].zone_id, BILL, numbers(orders), actor=clerk
        )
        assert master_list.orders.count() == expected
    assert report_parcels("master", orders[0].zone_id, BILL, numbers(orders), actor=clerk) is None
    assert MAX_PARCELS == 100


def test_the_page_names_how_many_ticked_parcels_fit_no_more(client, partners, clerk, monkeypatch):
    monkeypatch.setattr(depart, "MAX_PARCELS", 2)
    orders = declared_orders(count=3)
    form, path = {"step": "master", "order": numbers(orders)}, f"/en{bill_url(orders[0].zone)}"
    for message in ("1 selected parcel is still to be reported", ""):
        page = client.post(path, form, follow=True).content.decode()
        assert "Recorded; the company" in page
        assert ("still to be reported" in page) == bool(message)
        assert message in page
    assert Message.objects.filter(kind="607").count() == 2


def test_of_a_long_bill_the_rest_moves_up_as_parcels_leave(partners, clerk, monkeypatch):
    monkeypatch.setattr("clearance.exports.departures.MAX_SHOWN", 2)
    first, second, third = orders = declared_orders(count=3)
    Declaration.objects.update(released_at=timezone.now() - timezone.timedelta(hours=1))
    zone = first.zone
    assert [parcel.order for parcel in parcels_of(zone, BILL)] == [first, second]
    left = {"actor": clerk, "left_at": timezone.now()}
    assert report_parcels("departure", zone.pk, BILL, numbers(orders), **left).orders.count() == 2
    assert [parcel.order for parcel in parcels_of(zone, BILL)] == [third, first]
    assert list(
        report_parcels("departure", zone.pk, BILL, numbers(orders), **left).orders.all()
    ) == [third]


@pytest.mark.parametrize(
    "hand_over", [forward_requests, lambda _limit: claim()], ids=["noted", "no"]
)
def test_an_accepted_departure_ships_the_order_whatever_was_noted(partners, clerk, hand_over):
    """Also where the worker died before it noted that the firm was asked."""
    first, second = declared_orders(count=2)
    Declaration.objects.update(released_at=timezone.now() - timezone.timedelta(hours=1))
    left = timezone.now() - timezone.timedelta(minutes=30)
    departure = report_parcels(
        "departure", first.zone_id, BILL, numbers([first, second]), actor=clerk, left_at=left
    )
    hand_over(10)
    assert ship_departed() == 0
    departure.refresh_from_db()
    reply(departure, "2", "120")
    assert (ship_departed(), ship_departed()) == (2, 0)
    states = Order.objects.values_list("fulfilment_state", "shipment__shipped_at")
    assert set(states) == {("shipped", left.replace(microsecond=0))}
    assert integrity.stock() == []


def test_only_clerks_act_and_others_see_nothing(client, partners, clerk):
    (order,) = declared_orders()
    looker = User.objects.create_user("organizer@expo.test", "x")
    looker.groups.add(Group.objects.get(name=ORGANIZERS))
    typed = {"order": order.number, "step": "master"}
    client.force_login(looker)
    assert client.get(bill_url(order.zone)).status_code == 200
    assert client.post(bill_url(order.zone), typed).status_code in (302, 403, 404)
    client.force_login(User.objects.create_user("consumer@expo.test", "x"))
    assert client.get(reverse("clearance:departures")).status_code in (302, 403, 404)
    assert client.post(bill_url(order.zone), typed).status_code in (302, 403, 404)
    assert not Message.objects.filter(kind="607").exists()
    client.force_login(clerk)
    assert client.get(bill_url(order.zone, "nobody's")).status_code == 404
    assert client.get(f"{reverse('clearance:bill')}?zone=nowhere").status_code == 404


def test_a_bill_takes_the_same_queries_for_one_parcel_as_for_three(
    client, partners, clerk, django_assert_num_queries
):
    orders = declared_orders(count=3)
    zone = orders[0].zone
    with django_assert_num_queries(3):
        assert len(parcels_of(zone, BILL)) == 3
    assert [(row["parcels"], row["released"], row["departed"]) for row in bills()] == [(3, 3, 0)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["arrival", "master", "departure"])
def test_two_clerks_at_once_report_parcels_once(partners, name):
    needs_row_locks()
    orders = declared_orders(count=3)
    Declaration.objects.update(released_at=timezone.now() - timezone.timedelta(hours=1))
    facts = {"domestic_traf_no": "豫A1"}
    if name == "departure":
        facts["left_at"] = timezone.now()
    outcomes = run_together(
        4,
        lambda _i: report_parcels(
            name, orders[0].zone_id, BILL, numbers(orders), actor=None, **facts
        ),
    )
    assert sum(isinstance(one, Message) for one in outcomes) == 1, outcomes
    assert sum(one is None for one in outcomes) == 3
    assert Message.objects.filter(kind__in=["507", "607", "509"]).count() == 1


def test_what_can_not_be_written_is_stuck_once_and_named(partners, clerk):
    (order,) = declared_orders()
    waybill = order.messages.get(kind="505")
    waybill.answer["voyage_no"] = ""
    waybill.save()
    master_list = report_parcels("master", order.zone_id, BILL, [order.number], actor=clerk)
    assert (master_list.state, "voyage" in master_list.last_error) == ("stuck", True)
    assert report_parcels("master", order.zone_id, BILL, [order.number], actor=clerk) is None
    waybill.answer["voyage_no"] = "CZ1-1"
    waybill.save()
    assert (
        report_parcels("master", order.zone_id, BILL, [order.number], actor=clerk).state
        == "waiting"
    )


def test_an_early_receipt_about_a_departure_waits_for_it(partners, clerk):
    """Customs may answer before the firm's own answer is noted here."""
    (order,) = declared_orders()
    master_list = report_parcels("master", order.zone_id, BILL, [order.number], actor=clerk)
    reply(master_list, "2", "120")
    match_pending_items()
    master_list.refresh_from_db()
    assert master_list.state == "accepted"
    assert make_zone().pk == order.zone_id
