"""Clerks press twice, and several press at one moment: over HTTP, in threads, against PostgreSQL.
Whatever comes first, there is one outcome, and the checks agree."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ceb import read
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.exports.summary import month_groups
from clearance.models import BulkResend, Correction, Declaration, Message, ZoneSwitch
from clearance.monitoring.integrity import check as clearance_differences
from clearance.sending.forward import forward
from core.groups import CLERKS
from core.models import User
from evidence.models import Entry
from evidence.verification import verify_chain
from orders.actions.ship import ship
from orders.models import Order, OrderEmail, OrderEvent
from orders.monitoring import integrity
from orders.returns import request_return
from tests.clearance import fakes
from tests.clearance.customs_receipts import reply
from tests.factories import make_variant_for_export, make_variant_for_sale, make_zone
from tests.orders.factories import make_export, make_order
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db(transaction=True)
ROLES = ("payment", "logistics", "agent", "operator")
PRESSES = 4


@pytest.fixture(autouse=True)
def real_locks(settings):
    needs_row_locks()
    settings.CLEARANCE_PARTNERS = dict.fromkeys(ROLES, "tests.clearance.fakes.Firm")
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    fakes.requests.clear()
    yield
    assert (clearance_differences(), integrity.stock(), integrity.sums()) == ([], [], [])
    assert verify_chain().holds


@pytest.fixture
def browsers():
    """One for each press: two clerks, each with two windows."""
    clients = []
    for number in range(PRESSES):
        name = f"clerk{number % 2}@expo.test"
        clerk = User.objects.filter(email=name).first() or User.objects.create_user(name, "x")
        clerk.groups.add(Group.objects.get(name=CLERKS))
        browser = Client()
        browser.force_login(clerk)
        clients.append(browser)
    return clients


def pressed(browsers, path, *forms):
    """The pages that come of the same form, or of one form each, sent at one moment; none is an
    error."""
    forms = forms * PRESSES if len(forms) == 1 else forms
    responses = run_together(len(forms), lambda i: browsers[i].post(path, forms[i], follow=True))
    assert [getattr(one, "status_code", one) for one in responses] == [200] * len(forms)
    return [one.content.decode() for one in responses]


def count_pages_with(pages, text):
    """How many of them say so. By their text: a test client's context is that of all threads."""
    return sum(text in page for page in pages)


def written(count=1):
    variant = make_variant_for_sale(stock=count + 5)
    orders = [make_order(variant, paid=True) for _ in range(count)]
    for order in orders:
        assert prepare(order.pk)
    return orders


def current(order, kind):
    return order.messages.get(kind=kind, superseded_at=None)


def correction(detail, token=None):
    return {
        "consignee": "王收货", "mobile": "13900005678", "province": "410000", "city": "410100",
        "district": "410105", "detail": detail, "reason": "买家来电", "token": token or uuid4().hex,
    }  # fmt: skip


def address_in(message):
    (record,) = read(bytes(message.content)).records
    return record["OrderHead"]["consigneeAddress"]


def test_one_correction_pressed_twice_is_made_once(browsers):
    (order,) = written()
    path = reverse("clearance:correct", args=[current(order, "311").pk])
    pressed(browsers, path, correction("花园路 93 号", "one-form"))
    assert Correction.objects.count() == 1
    assert list(order.messages.filter(kind="311").values_list("version", flat=True)) == [1, 2]
    assert Entry.objects.filter(kind="message replaced", payload__contains="CEB311").count() == 1


def test_clerks_who_correct_differently_leave_the_last_correction_on_all_documents(browsers):
    (order,) = written()
    path = reverse("clearance:correct", args=[current(order, "311").pk])
    forms = [correction(f"花园路 {number} 号") for number in range(PRESSES)]
    pressed(browsers, path, *forms)
    forward()
    order.refresh_from_db()
    assert address_in(current(order, "311")) == order.address
    assert order.address.encode() in bytes(current(order, "511").content)
    assert order.messages.filter(kind="311").count() == 1 + Correction.objects.count()


@pytest.mark.parametrize("repetition", range(4))
def test_a_correction_meets_the_worker_who_sends(browsers, repetition):
    """Sent first, the correction is rejected; corrected first, the old version never goes."""
    (order,) = written()
    first = current(order, "311")
    path = reverse("clearance:correct", args=[first.pk])

    def correct_or_forward(i):
        return forward() if i else browsers[0].post(path, correction("花园路 93 号"), follow=True)

    page, *_sent = outcomes = run_together(3, correct_or_forward)
    assert not any(isinstance(one, Exception) for one in outcomes), outcomes
    while forward():
        pass
    order.refresh_from_db()
    sent = [read(document).records for name, document in fakes.requests if name.startswith("311-")]
    sent = [record["OrderHead"]["consigneeAddress"] for (record,) in sent]
    assert sent == [order.address]
    assert (order.address.endswith("93 号"), Correction.objects.count()) in ((True, 1), (False, 0))
    assert page.status_code == 200


@pytest.mark.parametrize("state", ["stuck", "rejected"])
def test_send_again_pressed_twice_sends_once(browsers, state):
    (order,) = written()
    order.messages.filter(kind="311").update(state=state, status="100", tries=1)
    path = reverse("clearance:resend", args=[current(order, "311").pk])
    pages = pressed(browsers, path, {})
    assert count_pages_with(pages, "单证将重新发送") == 1
    assert order.messages.filter(kind="311").count() == (2 if state == "rejected" else 1)
    assert Entry.objects.filter(kind="message sent again").count() == 1
    assert [name[:4] for name, _document in fakes.requests].count("311-") == 1


def test_many_sent_again_at_one_form_go_once_each(browsers):
    orders = written(3)
    Message.objects.filter(kind="311").update(state="rejected", status="100", tries=1)
    pks = Message.objects.filter(kind="311").values_list("pk", flat=True)
    meant = ",".join(map(str, pks))  # as the question showed them
    form = {"queue": "rejected", "all": "1", "meant": meant, "confirmed": "yes", "token": "one"}
    pressed(browsers, reverse("clearance:resend_chosen"), form)
    resend = BulkResend.objects.get()
    assert resend.count == 3
    assert Entry.objects.filter(kind="message sent again").count() == 3
    assert [order.messages.filter(kind="311").count() for order in orders] == [2, 2, 2]
    sent = [read(document).records for name, document in fakes.requests if name.startswith("311-")]
    numbers = [record["OrderHead"]["orderNo"] for records in sent for record in records]
    assert sorted(numbers) == sorted(order.number for order in orders)


def test_a_zone_is_stopped_and_started_once(browsers):
    zone, path = make_zone(), reverse("clearance:zones")
    pressed(browsers, path, {"zone": zone.code, "reason": "断网"})
    assert ZoneSwitch.objects.get(zone=zone).stopped_at is not None
    pressed(browsers, path, {"zone": zone.code, "do": "start"})
    assert ZoneSwitch.objects.get(zone=zone).stopped_at is None
    kinds = Entry.objects.filter(subject=f"zone {zone.code}").values_list("kind", flat=True)
    assert list(kinds) == ["zone stopped", "zone started"]


def declared_exports(count, mode="1210", zone="hn-bonded"):
    """Exports whose lists are released, under one bill."""
    variant = make_variant_for_export(
        mode=mode, zone=make_zone(zone, modes=(mode,)), stock=count + 5
    )
    orders = [make_export(variant, paid=True) for _ in range(count)]
    for order in orders:
        prepare(order.pk)
    forward(50)
    for number, order in enumerate(orders):
        waybill = order.messages.get(kind="505")
        waybill.answer |= {"logistics_no": f"SF{number}", "traf_name": "CZ1"}
        waybill.receipt_key = f"SF{number}"
        waybill.save()
        for kind in ("303", "403", "505"):
            reply(order.messages.get(kind=kind), "2", "120")
    prepare_pending_lists()
    forward(50)
    for number, order in enumerate(orders):
        reply(order.messages.get(kind="603"), "2", "120", "800")
        Declaration.objects.filter(order=order).update(
            invt_no=f"46112099E{number:09d}", released_at=timezone.now()
        )
    Order.objects.update(released_at=timezone.now())
    return orders


@pytest.mark.parametrize(
    ("step", "kind"), [("arrival", "507"), ("master", "607"), ("departure", "509")]
)
def test_parcels_are_reported_once(browsers, step, kind):
    orders = declared_exports(2)
    path = f"{reverse('clearance:bill')}?zone={orders[0].zone.code}&bill=784-1"
    form = {
        "step": step, "order": [order.number for order in orders], "domestic_traf_no": "豫A1",
        "left_at": f"{timezone.localtime():%Y-%m-%dT%H:%M:%S}"[:16],
    }  # fmt: skip
    Declaration.objects.update(released_at=timezone.now() - timezone.timedelta(hours=1))
    pressed(browsers, path, form)
    report = Message.objects.get(kind=kind)
    assert list(report.orders.order_by("pk")) == orders
    assert Entry.objects.filter(kind="parcels reported").count() == 1
    assert [requested for requested, _ in fakes.requests].count(kind) == 1


def test_a_month_is_summed_up_once(browsers):
    orders = declared_exports(2, mode="9610", zone="xz-air")
    (month_group,) = month_groups(timezone.localdate())
    path = f"{reverse('clearance:exports')}?month={timezone.localdate():%Y-%m}"
    form = {"zone": month_group.zone.pk, "code": month_group.code, "reason": "货主月底闭仓"}
    pressed(browsers, path, form)
    assert list(Message.objects.get(kind="701").orders.order_by("pk")) == orders
    assert [requested for requested, _ in fakes.requests].count("701") == 1


def test_a_return_is_agreed_to_once(browsers):
    (order,) = written()
    forward()
    for kind in ("311", "411", "511"):
        reply(order.messages.get(kind=kind), "2", "120")
    prepare_pending_lists()
    forward()
    reply(order.messages.get(kind="621"), "2", "120", "800")
    Order.objects.update(released_at=timezone.now())  # customs' clock in these tests is years ahead
    ship(Order.objects.get())
    goods_return = request_return(Order.objects.get(), {1: 1}, reason="faulty")
    path = reverse("orders:move_return", args=[order.number, goods_return.number])
    before = (OrderEvent.objects.count(), OrderEmail.objects.count(), Entry.objects.count())
    pages = pressed(browsers, path, {"agree": "1", "send_to": "退货仓"})
    assert count_pages_with(pages, "已记录，并通知买家") == 1
    after = (OrderEvent.objects.count(), OrderEmail.objects.count(), Entry.objects.count())
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 1]
