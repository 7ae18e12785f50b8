"""A month of exports and what customs made of it (CEB792): kept beside its application, whichever
came first; what nobody applied for is named."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from ceb import build, new_guid
from clearance.actions.resend import resend
from clearance.exports.summary import max_lists, month_groups, summarize
from clearance.models import Declaration, Message, ReceiptItem, SummaryResult
from clearance.models.reconciliation import Discrepancy
from clearance.receipts.apply import match_pending_items
from clearance.reconciliation.checks.exports import overdue_before
from clearance.reconciliation.own_records import reconcile_own_records
from orders.models import Order
from tests.clearance.customs_receipts import receipt_for, receive_and_read, stamp
from tests.exhibitors.factories import make_member
from tests.factories import make_variant_for_export, make_zone
from tests.orders.factories import make_export
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db
SUM_NO, ENTRY = "46112099S000000001", "461120990000000001"


def released_exports(count=1, at=None):
    zone = make_zone("xz-air", modes=("9610",))
    variant = make_variant_for_export(mode="9610", zone=zone, stock=count)
    orders = [make_export(variant, paid=True) for _ in range(count)]
    at = at or timezone.now()
    Order.objects.update(clearance_state="released", released_at=at)
    for n, order in enumerate(orders):
        Declaration.objects.create(
            order=order, kind="603", cop_no=f"L{n}", invt_no=f"46112099E{n:09d}", state="released",
            released_at=at,
        )  # fmt: skip
    return orders


def sum_up(month, group):
    """While it runs: with a reason."""
    return summarize(month, group.zone.pk, group.code, actor=None, reason="试")


def applied():
    (one,) = all_applied()
    return one


def all_applied():
    (month_group,) = month_groups(timezone.localdate())
    return sum_up(timezone.localdate(), month_group)


def test_an_application_names_as_many_lists_as_customs_version_takes(settings):
    assert max_lists() == 1000  # 202205 sets no limit
    settings.CEB_VERSION = "2018-113"
    assert max_lists() == 100


def test_a_month_of_more_lists_than_a_message_takes_is_applied_for_in_several(
    monkeypatch, client, clerk
):
    monkeypatch.setattr("clearance.exports.summary.MAX_LISTS", 2)
    orders = released_exports(3)
    month, (month_group,) = f"{timezone.localdate():%Y-%m}", month_groups(timezone.localdate())
    page = f"{reverse('clearance:exports')}?month={month}"
    form = {"zone": month_group.zone.pk, "code": month_group.code, "reason": "试"}
    response = client.post(page, form, follow=True)
    summaries = list(Message.objects.filter(kind="701").order_by("pk"))
    assert [len(one.details["lists"]) for one in summaries] == [2, 1]
    assert [one.state for one in summaries] == ["waiting"] * 2
    assert all(one.business_key in response.content.decode() for one in summaries)
    assert [order for one in summaries for order in one.orders.order_by("pk")] == orders
    (month_group,) = month_groups(timezone.localdate())
    assert (month_group.ready, month_group.applied) == ([], 3)
    assert all_applied() == []


def test_lists_of_a_rejected_application_go_in_new_ones_that_a_message_takes(monkeypatch):
    """The limit changed meanwhile: none is lost, none is applied for twice."""
    released_exports(3)
    rejected = applied()
    Message.objects.update(state="rejected")
    monkeypatch.setattr("clearance.exports.summary.MAX_LISTS", 2)
    first, rest = all_applied()
    rejected.refresh_from_db()
    assert rejected.superseded_at is not None
    lists = [number for one in (first, rest) for number in one.details["lists"]]
    assert lists == rejected.details["lists"]


def test_unknown_months_and_zones_are_no_error(client, clerk):
    page = reverse("clearance:exports")
    for month in ("9999-12", "0001-01", "2026-13", ""):
        assert client.get(page, {"month": month}).status_code == 200
    for zone in ("999999", "9" * 40, "²", ""):
        assert client.post(page, {"zone": zone, "code": "C"}).status_code == 302
    assert not Message.objects.exists()


def test_a_rejected_application_is_made_anew_and_never_sent_beside_its_successor(clerk):
    released_exports(2)
    first = applied()
    assert all_applied() == []
    Message.objects.update(state="rejected")
    again = applied()
    assert (again.business_key, again.version) == (first.business_key, 2)
    Message.objects.filter(pk=again.pk).update(state="rejected")
    Declaration.objects.last().delete()  # taken back meanwhile
    fewer = applied()
    assert fewer.business_key != first.business_key
    for message in (first, again):
        message.refresh_from_db()
        assert resend(message, actor=clerk) is None


def result(*, second=3, state="800", entry=ENTRY, lists=("46112099E000000000",)):
    head = {
        "guid": new_guid(), "customsCode": "4611", "sumNo": SUM_NO, "opDate": stamp(second),
        "declSeqNo": "D20990101000000001", "decPreNo": "P20990101000000001", "entryId": entry,
        "decState": state, "agentCode": "A", "agentName": "报关行", "ebcCode": "E",
        "ebcName": "商家", "declAgentCode": "A", "declAgentName": "报关行", "grossWeight": "0.4",
        "netWeight": "0.25", "msgCount": 1, "msgSeqNo": 1,
    }  # fmt: skip
    lines = [
        {"invtNo": one, "logisticsNo": "SF1", "gseqno": 1, "gnum": 1, "gcode": "0409000000"}
        for one in lists
    ]
    record = {"SummaryResultHead": head, "SummaryResultList": lines}
    return build("792", [record], guid=new_guid())


def test_the_result_is_found_by_the_number_customs_gave_whichever_came_first(client, clerk):
    (order,) = released_exports()
    summary = applied()
    receive_and_read(result())  # before customs' number is known here
    assert ReceiptItem.objects.get(kind="792").applied_at is None
    receive_and_read(receipt_for(summary, "2", 1, sumNo=""))
    receive_and_read(receipt_for(summary, "120", 2, sumNo=SUM_NO))
    match_pending_items()
    summary.refresh_from_db()
    summary_result = SummaryResult.objects.get()
    assert (summary.state, summary.customs_number, summary_result.message) == (
        "accepted",
        SUM_NO,
        summary,
    )
    assert (summary_result.entry_no, summary_result.state, summary_result.lists) == (
        ENTRY,
        "800",
        ["46112099E000000000"],
    )
    assert ReceiptItem.objects.get(kind="792").applied_at
    assert Declaration.objects.get().entry_no == ENTRY
    for page in (
        reverse("clearance:message", args=[summary.pk]),
        f"{reverse('clearance:exports')}?month={timezone.localdate():%Y-%m}",
    ):
        html = client.get(page).content.decode()
        assert ENTRY in html
        assert "800 放行" in html
    assert "792" not in client.get(reverse("clearance:unmatched")).content.decode()
    client.force_login(make_member(order.exhibitor, "aroha@expo.test"))
    desk = reverse("desk:export", args=[order.exhibitor.slug, order.number])
    assert ENTRY in client.get(desk).content.decode()


@pytest.mark.parametrize("sequence", [("draft", "late"), ("late", "draft"), ("late", "late")])
def test_the_newest_result_counts_in_whatever_sequence(sequence):
    released_exports()
    summary = applied()
    receive_and_read(receipt_for(summary, "120", 2, sumNo=SUM_NO))
    results = {"draft": result(second=3, state="1", entry=""), "late": result(second=4)}
    for one in sequence:
        receive_and_read(results[one])
    summary_result = SummaryResult.objects.get()
    assert (summary_result.state, summary_result.entry_no, summary_result.result_time) == (
        "800",
        ENTRY,
        stamp(4),
    )


def test_what_was_not_summed_up_in_time_and_what_has_no_result_are_named(client, clerk):
    long_ago = timezone.now() - timezone.timedelta(days=70)
    late, other = released_exports(2, at=long_ago)
    today = timezone.localdate()
    reconcile_own_records(today, today)
    discrepancies = Discrepancy.objects.filter(kind="not_summed_up")
    assert {one.subject for one in discrepancies} == {late.number, other.number}
    html = client.get(reverse("clearance:discrepancy", args=[discrepancies[0].pk])).content.decode()
    month = timezone.localdate(long_ago)
    assert f"{reverse('clearance:exports')}?month={month:%Y-%m}" in html
    (month_group,) = month_groups(month)
    (summary,) = summarize(month, month_group.zone.pk, month_group.code, actor=clerk)
    Message.objects.filter(pk=summary.pk).update(
        state="accepted", sent_at=timezone.now() - timezone.timedelta(days=1)
    )
    reconcile_own_records(today, today)
    assert not discrepancies.filter(state="open").exists()
    assert [one.message for one in Discrepancy.objects.filter(kind="no_summary_result")] == [
        summary
    ]


def test_the_fifteenth_is_in_time_and_the_sixteenth_is_not():
    days = [timezone.localdate(overdue_before(date(2026, 3, day))) for day in (15, 16)]
    assert days == [date(2026, 2, 1), date(2026, 3, 1)]


@pytest.mark.django_db(transaction=True)
def test_two_clerks_sum_up_a_month_once_and_two_workers_keep_one_result():
    needs_row_locks()
    released_exports(3)
    (month_group,) = month_groups(timezone.localdate())
    month = timezone.localdate()
    outcomes = run_together(4, lambda _i: sum_up(month, month_group))
    assert sorted(map(len, outcomes)) == [0, 0, 0, 1], outcomes
    summary = Message.objects.get(kind="701")
    assert summary.orders.count() == 3
    receive_and_read(result())
    receive_and_read(receipt_for(summary, "120", 2, sumNo=SUM_NO))
    run_together(4, lambda _i: match_pending_items())
    assert SummaryResult.objects.count() == 1
