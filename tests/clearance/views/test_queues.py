"""The clerk's lists: filtered, turned by keys, sent again in bulk, stopped, taken away as CSV."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from catalog.models import Zone
from clearance.actions.bulk_resend import continue_bulk_resend, continue_bulk_resends, resend_many
from clearance.clerk import queues
from clearance.documents.preparation import prepare
from clearance.models import BulkResend, Message
from clearance.sending.forward import claim
from clearance.zones.stop_switch import start_zone, stop_zone
from core.groups import ORGANIZERS
from core.models import User
from evidence.models import Entry
from orders.identity.encryption import decrypt_identity
from orders.models import Order, Return, Shipment
from tests.html import folded
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db


def rejected_orders(number):
    orders = []
    for n in range(number):
        buyer = make_buyer(number=valid_identity(f"1101051880{n + 1:02d}01001"))
        orders.append(make_order(paid=True, buyer=buyer))
        prepare(orders[-1].pk)
    Message.objects.filter(kind="311").update(state="rejected", status="100")
    return orders


def confirmed(question):
    """What the question's own form sends."""
    html = question.content.decode()
    meant = re.search(r'name="meant"\s+value="([0-9,]*)"', html)[1]
    return {"confirmed": "yes", "token": question.context["token"], "meant": meant}


def listed(client, **params):
    page = client.get("/clearance/", params).context["page"]
    return [(message.kind, message.order.number) for message in page.rows]


def test_every_filter_narrows_the_list(client, clerk):
    one, two = rejected_orders(2)
    Shipment.objects.create(order=two, waybill_number="SF7788")
    today = f"{timezone.localdate()}"
    assert len(listed(client)) == 6
    assert listed(client, queue="rejected") == [("311", one.number), ("311", two.number)]
    assert listed(client, q=two.number, kind="511") == [("511", two.number)]
    assert {number for _kind, number in listed(client, q="sf77")} == {two.number}
    assert len(listed(client, zone=one.zone.code, mode=one.mode, trade="import")) == 6
    assert listed(client, zone="elsewhere") == []
    assert listed(client, mode="9610") == []
    assert listed(client, trade="export") == []
    assert len(listed(client, since=today, until=today)) == 6
    assert listed(client, until="2001-01-01") == []
    assert len(listed(client, since="no date", kind="no kind", queue="no queue")) == 6


def test_a_list_is_turned_over_by_its_keys_there_and_back(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(queues, "PER_PAGE", 2)
    rejected_orders(5)
    keys = list(Message.objects.filter(kind="311").order_by("pk").values_list("pk", flat=True))
    documents = queues.documents({"queue": "rejected"})

    def page_of_keys(**position):
        page = queues.page(documents, "rejected", **position)
        return [row.pk for row in page.rows], page.before, page.after

    assert page_of_keys() == (keys[:2], None, keys[1])
    assert page_of_keys(after=keys[1]) == (keys[2:4], keys[2], keys[3])
    assert page_of_keys(after=keys[3]) == (keys[4:], keys[4], None)
    assert page_of_keys(before=keys[4]) == (keys[2:4], keys[2], keys[3])
    assert page_of_keys(before=keys[2]) == (keys[:2], None, keys[1])
    assert page_of_keys(after=keys[4]) == ([], None, None)
    newest = [row.pk for row in queues.page(queues.documents({"kind": "311"})).rows]
    assert newest == keys[:-3:-1]


def test_counts_go_so_far_and_no_further(client, clerk, monkeypatch):
    rejected_orders(3)
    monkeypatch.setattr(queues, "MAX_COUNTED", 2)
    rejected = next(one for one in queues.queues() if one.name == "rejected")
    assert (rejected.count, rejected.is_more) == (3, True)
    assert client.get("/en/clearance/").status_code == 200


def test_all_of_a_filtered_list_goes_again_once_it_is_confirmed(client, clerk):
    orders = rejected_orders(3)
    filters = {"queue": "rejected", "q": orders[0].number}
    confirmation = client.post("/en/clearance/send-again/", {**filters, "all": "1"})
    assert "Send 1 document again?" in confirmation.content.decode()
    assert Message.objects.filter(version=2).count() == 0
    form = {**filters, **confirmed(confirmation), "all": "1"}
    for _ in range(2):  # a double click
        client.post("/en/clearance/send-again/", form)
    continue_bulk_resends()
    resent = Message.objects.get(version=2)
    assert resent.order == orders[0]
    resend = BulkResend.objects.get()
    assert (resend.count, resend.sent, resend.by) == (1, 1, clerk)
    assert resend.done_at is not None
    kinds = Entry.objects.values_list("kind", flat=True)
    assert list(kinds).count("many sent again") == 1
    assert list(kinds).count("message sent again") == 1


def test_exactly_those_shown_are_sent_again_and_new_ones_are_named(client, clerk):
    """80 were shown and 81 sent: one was rejected while the clerk read the question."""
    orders = rejected_orders(3)
    Message.objects.filter(kind="311", order=orders[0]).update(state="sent")
    question = client.post("/en/clearance/send-again/", {"queue": "rejected", "all": "1"})
    assert "Send 2 documents again?" in question.content.decode()
    Message.objects.filter(kind="311", order=orders[0]).update(state="rejected", status="100")
    form = {"queue": "rejected", "all": "1", **confirmed(question)}
    answer = client.post("/en/clearance/send-again/", form, follow=True)
    assert "1 document that the question did not show was not sent." in answer.content.decode()
    continue_bulk_resends()
    assert {message.order for message in Message.objects.filter(version=2)} == set(orders[1:])


def test_the_ticked_ones_alone_go(client, clerk):
    rejected_orders(3)
    chosen = Message.objects.filter(kind="311").order_by("pk")[1]
    question = client.post("/clearance/send-again/", {"queue": "rejected", "pk": [chosen.pk]})
    client.post("/clearance/send-again/", {"pk": [chosen.pk], **confirmed(question)})
    continue_bulk_resends()
    assert [m.order for m in Message.objects.filter(version=2)] == [chosen.order]


def test_a_ticked_row_of_many_documents_means_each_of_them_and_no_other(client, clerk):
    """Sixty keys of eight digits: none is cut in two, for its half would be another document's."""
    rejected_orders(2)
    first, last = Message.objects.filter(kind="311").order_by("pk").values_list("pk", flat=True)
    row = ",".join([str(first), *[f"{pk}" for pk in range(10_000_000, 10_000_060)], str(last)])
    question = client.post("/clearance/send-again/", {"queue": "rejected", "pk": [row]})
    assert question.context["meant"] == [first, last]


def test_a_worker_killed_in_between_sends_none_twice(clerk, monkeypatch):
    monkeypatch.setattr("clearance.actions.bulk_resend.AT_ONCE", 2)
    rejected_orders(3)
    resend = resend_many({"queue": "rejected"}, actor=clerk, token="t")
    continue_bulk_resend(resend.pk)
    BulkResend.objects.update(reached=0)  # as if the step's end had never been written
    continue_bulk_resends()
    assert Message.objects.filter(version=2).count() == 3
    assert Message.objects.filter(version=3).count() == 0


def test_what_is_rejected_later_is_not_part_of_what_was_confirmed(clerk):
    rejected_orders(1)
    resend_many({"queue": "rejected"}, actor=clerk, token="t")
    late = make_order(paid=True, buyer=make_buyer(number=valid_identity("11010518800901001")))
    prepare(late.pk)
    late.messages.filter(kind="311").update(state="rejected", status="100")
    continue_bulk_resends()
    assert not late.messages.filter(version=2).exists()


def test_keys_that_are_none_do_no_harm(client, clerk):
    rejected_orders(1)
    form = {"pk": ["9" * 30, "9" * 5000, "²"], "queue": "rejected"}
    assert client.post("/clearance/send-again/", form).status_code == 302


def test_nothing_ticked_sends_nothing(client, clerk):
    rejected_orders(1)
    client.post("/clearance/send-again/", {"queue": "rejected"})
    client.post("/clearance/send-again/", {"queue": "accepted", "all": "1", "confirmed": "yes"})
    client.post("/clearance/send-again/", {"queue": "rejected", "all": "1", "confirmed": "yes"})
    assert (BulkResend.objects.count(), Message.objects.filter(version=2).count()) == (0, 0)


def test_a_zone_shows_what_it_may_do_and_what_waits_there(client, clerk):
    order = make_order(paid=True)
    prepare(order.pk)
    page = folded(client.get("/clearance/zones/").content.decode())
    assert "今日可办： 网购保税进口 1210<a" in page
    assert f'?queue=waiting&amp;zone={order.zone.code}">3 份单证待发</a>' in page
    assert f"/admin/snippets/catalog/zone/edit/{order.zone.pk}/" in page


def test_a_stopped_zone_sends_nothing_until_it_is_let_go_on(client, clerk):
    order = make_order(paid=True)
    prepare(order.pk)
    form = {"zone": order.zone.code, "do": "stop", "reason": "海关系统维护"}
    client.post("/clearance/zones/", {**form, "reason": " "})
    assert claim() is not None  # no reason, no stop
    Message.objects.update(state="waiting")
    client.post("/clearance/zones/", form)
    client.post("/clearance/zones/", form)
    assert claim() is None
    assert "海关系统维护" in client.get("/clearance/").content.decode()
    client.post("/clearance/zones/", {"zone": order.zone.code, "do": "start"})
    assert claim() is not None
    entries = Entry.objects.filter(subject=f"zone {order.zone.code}").values_list("kind", "actor")
    assert list(entries) == [
        ("zone stopped", f"user {clerk.pk}"),
        ("zone started", f"user {clerk.pk}"),
    ]


def test_the_switch_turns_once(clerk):
    zone = Zone.objects.create(code="z", name_zh="区", kind="air", customs_district="4611")
    assert [stop_zone(zone, actor=clerk, reason="x"), stop_zone(zone, actor=clerk, reason="y")] == [
        True, False,
    ]  # fmt: skip
    assert [start_zone(zone, actor=clerk), start_zone(zone, actor=clerk)] == [True, False]


def test_a_list_as_csv_names_no_person_and_no_formula(client, clerk):
    order = rejected_orders(1)[0]
    number = decrypt_identity(order.buyer.id_number)
    Message.objects.filter(kind="311").update(status_info=f"={number} 不一致")
    response = client.get("/en/clearance/documents.csv", {"queue": "rejected"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert order.number in lines[1]
    assert number not in lines[1]
    assert "'=" in lines[1]
    assert not any(name in lines[1] for name in (order.buyer.name, order.consignee))
    assert Entry.objects.filter(kind="queue exported").count() == 1


def test_organizers_see_everything_and_press_nothing(client):
    rejected_orders(1)
    user = User.objects.create_user("organizer@expo.test", "x")
    user.groups.add(Group.objects.get_or_create(name=ORGANIZERS)[0])
    client.force_login(user)
    page = client.get("/clearance/", {"queue": "rejected"}).content.decode()
    assert "send-again" not in page
    for address in ("/clearance/zones/", "/clearance/reconciliation/", "/clearance/returns/"):
        assert client.get(address).status_code == 200
    for address in (
        "/clearance/zones/",
        "/clearance/send-again/",
        "/clearance/reconciliation/run/",
        f"/clearance/orders/{Order.objects.get().number}/withdraw/",
    ):
        assert client.post(address, {"all": "1", "queue": "rejected"}).status_code == 403


def test_returns_stand_by_the_day_on_which_tax_and_limit_are_lost(client, clerk):
    today = timezone.localdate()
    late, early = rejected_orders(2)
    for order, days in ((late, 5), (early, 28)):
        released_at = timezone.now() - timedelta(days=days)
        Order.objects.filter(pk=order.pk).update(
            clearance_state="released", released_at=released_at
        )
        Return.objects.create(number=f"R{order.pk}", order=order, reason="changed_mind")
    Return.objects.filter(order=early).update(state="received", arrived_on=today)
    rows = client.get("/en/clearance/returns/").context["rows"]
    assert [(row.goods_return.order, row.days, row.is_soon) for row in rows] == [
        (early, 2, True), (late, 25, False),
    ]  # fmt: skip
    assert [row.waits_for_goods for row in rows] == [False, False]
    first = client.get("/en/clearance/").content.decode()
    assert "1 ends within a week" in first
