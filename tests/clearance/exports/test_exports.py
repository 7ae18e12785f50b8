"""An export's way through customs, against the sandbox: order, money and waybill, then the list."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from catalog.models import ZoneMode
from catalog.models.zone import Direction
from clearance.actions.withdraw import withdraw
from clearance.clerk.route_explanation import explain_route
from clearance.documents.preparation import prepare, prepare_list
from clearance.exports.summary import due_on, is_running, month_groups
from clearance.models import Batch, Declaration, Message
from clearance.monitoring.integrity import check as clearance_differences
from clearance.sending.batches import gather
from clearance.sending.forward import forward_requests
from evidence.models import Entry
from orders.actions.cancel import request_withdrawal
from orders.monitoring import integrity
from tests.clearance.customs import Customs
from tests.clearance.customs_receipts import reply
from tests.clearance.zones.test_zones import checked
from tests.exhibitors.factories import make_member
from tests.factories import make_variant_for_export, make_zone
from tests.orders.factories import make_export
from tools.demo.clearance import seed

pytestmark = pytest.mark.django_db
DOCUMENT_KINDS = ["303", "403", "505", "603"]


def released(order):
    order.refresh_from_db()
    return order.clearance_state == "released"


@pytest.mark.parametrize(("mode", "zone"), [("1210", "hn-bonded"), ("9610", "xz-air")])
def test_order_money_and_waybill_then_the_list_then_release(client, customs, mode, zone):
    variant = make_variant_for_export(mode=mode, zone=make_zone(zone, modes=(mode,)))
    order = make_export(variant, quantity=2, paid=True)
    customs.work_until(lambda: released(order))
    messages = list(order.messages.order_by("pk"))
    assert [(m.kind, m.state, m.direction) for m in messages] == [
        (kind, "accepted", "export") for kind in DOCUMENT_KINDS
    ]
    list_created_at = messages[-1].created_at
    assert all(message.sent_at < list_created_at for message in messages[:3])
    declaration = Declaration.objects.get()
    assert (declaration.kind, declaration.state) == ("603", "released")
    member = make_member(order.exhibitor, "aroha@expo.test")
    client.force_login(member)
    html = client.get(reverse("desk:export", args=["kiwi", order.number])).content.decode()
    assert declaration.invt_no in html
    assert messages[2].answer["logistics_no"] in html
    assert (clearance_differences(), integrity.stock(), integrity.quota()) == ([], [], [])


def test_the_clerk_sees_every_document_of_it(client, customs, clerk):
    order = make_export(make_variant_for_export(), paid=True)
    customs.work_until(lambda: released(order))
    for message in order.messages.all():
        page = client.get(reverse("clearance:message", args=[message.pk]))
        assert page.status_code == 200
        assert order.number in page.content.decode()
    page = client.get(reverse("orders:order", args=[order.number])).content.decode()
    assert '<span class="mode">特殊区域出口</span>' in page


def test_exports_of_one_zone_go_in_one_batch():
    variant = make_variant_for_export(stock=10)
    orders = [make_export(variant, paid=True) for _ in range(3)]
    for order in orders:
        assert prepare(order.pk)
    gather()
    batch = Batch.objects.get()
    assert (batch.kind, batch.documents) == ("303", 3)
    root = etree.fromstring(bytes(batch.content))
    assert [e.text for e in root.iterfind(".//{*}orderNo")] == [order.number for order in orders]


def test_a_rejected_document_stops_the_order_and_no_list_goes_out():
    order = make_export(make_variant_for_export(), paid=True)
    prepare(order.pk)
    reply(order.messages.get(kind="403"), "2", "100")
    order.refresh_from_db()
    assert order.clearance_state == "rejected"
    assert not order.messages.filter(kind="603").exists()


def test_a_declared_export_is_withdrawn_by_its_own_document(settings):
    settings.CLEARANCE_PARTNERS = dict.fromkeys(
        ("payment", "logistics", "agent"), "tests.clearance.fakes.Firm"
    )
    order = make_export(make_variant_for_export(), paid=True)
    prepare(order.pk)
    forward_requests(10)
    for kind in DOCUMENT_KINDS[:3]:
        reply(order.messages.get(kind=kind), "2", "120")
    assert prepare_list(order.pk)
    forward_requests(10)
    reply(order.messages.get(kind="603"), "2", "120")
    order.refresh_from_db()
    request_withdrawal(order, reason="错")
    assert withdraw(order.pk)
    reply(order.messages.get(kind="605"), "2", "120", "430")
    order.refresh_from_db()
    assert (order.clearance_state, Declaration.objects.get().state) == ("cancelled", "cancelled")
    assert integrity.stock() == []


@pytest.mark.slow("seeds the tariff and builds each document of both directions")
def test_a_zone_with_export_modes_is_checked_for_export_documents(capsys):
    zone = make_zone(modes=("1210",))
    for mode in ("1210", "9610"):
        ZoneMode.objects.create(
            zone=zone, mode=mode, direction=Direction.EXPORT, valid_from="2014-01-01"
        )
    seed()
    status, report = checked("hn-bonded", capsys)
    assert report["missing"] == []
    assert status == 0
    expected = [
        f"CEB{kind} {mode}" for mode in ("9610", "1210") for kind in (*DOCUMENT_KINDS, "605")
    ]
    assert set(expected) <= set(report["documents"])


def test_the_route_of_an_export_is_explained():
    order = make_export(make_variant_for_export(), paid=True)
    explanation = " ".join(explain_route(order))
    assert "CEB303" in explanation
    assert "CEB603" in explanation
    assert "1210 特殊区域出口" in explanation
    assert "CEB311" not in explanation


def test_a_month_is_summed_up_and_what_is_missing_is_named(client, customs, clerk):
    zone = make_zone("xz-air", modes=("9610",))
    variant = make_variant_for_export(mode="9610", zone=zone)
    orders = [make_export(variant, paid=True) for _ in range(2)]
    customs.work_until(lambda: all(released(order) for order in orders))
    waiting = make_export(variant, paid=True)  # paid, and no list of it yet
    url = f"{reverse('clearance:exports')}?month={timezone.localdate():%Y-%m}"
    assert waiting.number in client.get(url).content.decode()
    (month_group,) = month_groups(timezone.localdate())
    assert (len(month_group.ready), month_group.applied, month_group.missing) == (2, 0, [waiting])
    form = {"zone": zone.pk, "code": month_group.code}
    assert "尚未结束，现在就汇总吗" in client.post(url, form).content.decode()
    assert client.post(url, form | {"reason": " "}).status_code == 422
    assert not Message.objects.filter(kind="701").exists()
    for _twice in range(2):
        client.post(url, form | {"reason": "货主月底闭仓"})
    summary = Message.objects.get(kind="701")
    assert "货主月底闭仓" in Entry.objects.get(kind="exports summed up").payload
    assert set(summary.orders.all()) == set(orders)
    customs.work_until(lambda: Message.objects.get(kind="701").state == "accepted")
    (month_group,) = month_groups(timezone.localdate())
    assert (month_group.ready, month_group.applied) == ([], 2)


def test_an_old_month_without_exports_is_not_late(client, clerk):
    page = client.get(f"{reverse('clearance:exports')}?month=2026-01")
    assert (page.status_code, page.context["due"].isoformat()) == (200, "2026-02-15")
    assert page.context["is_late"] is False


def test_a_month_is_running_until_its_last_day_is_over():
    assert [
        is_running(date(2026, 11, 1), today) for today in (date(2026, 11, 30), date(2026, 12, 1))
    ] == [True, False]


# R-DOC-6
def test_a_month_is_due_on_the_fifteenth_of_the_next():
    months = (date(2026, 1, 1), date(2026, 2, 28), date(2026, 12, 31))
    assert [due_on(month) for month in months] == [
        date(2026, 2, 15), date(2026, 3, 15), date(2027, 1, 15),
    ]  # fmt: skip


@pytest.mark.slow("starts a sandbox of its own")
def test_a_withdrawal_reaches_customs(settings, tmp_path):
    """Customs holds the list until the parcel arrives, which nobody reports here."""
    platform = Customs(tmp_path).start()
    platform.set_faults(need_arrival=True)
    settings.CLEARANCE_URL = platform.url
    try:
        order = make_export(make_variant_for_export(), paid=True)
        platform.work_until(lambda: Declaration.objects.exclude(invt_no="").exists())
        order.refresh_from_db()
        request_withdrawal(order, reason="错")
        platform.work_until(lambda: Declaration.objects.get().state == "cancelled")
    finally:
        platform.stop()
    assert (clearance_differences(), integrity.stock()) == ([], [])
