"""Yesterday's records against each other, and against files of customs and partners."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from clearance.days import yesterday
from clearance.documents.preparation import prepare
from clearance.models import Discrepancy, Message, ReconciliationRun
from clearance.models.discrepancy_kinds import KINDS
from clearance.reconciliation.own_records import reconcile_own_records, reconcile_yesterday
from clearance.reconciliation.statement_files import UnusableStatementError, read_statement
from clearance.reconciliation.statements import reconcile_file
from evidence.models import Entry
from orders.models import Order, Shipment
from tests.html import folded
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db


def order_of_yesterday(n=1, *, written=True, **changes):
    order = make_order(
        paid=True, buyer=make_buyer(number=valid_identity(f"1101051880{n:02d}01001"))
    )
    if written:
        prepare(order.pk)
    a_day_ago = timezone.now() - timedelta(days=1)
    Order.objects.filter(pk=order.pk).update(paid_at=a_day_ago, **changes)
    Message.objects.filter(order=order).update(created_at=a_day_ago, sent_at=a_day_ago)
    order.refresh_from_db()
    return order


def discrepancies(**about):
    rows = Discrepancy.objects.filter(**about).order_by("kind", "subject")
    return [(row.kind, row.subject) for row in rows]


def settle(order, **changes):
    order.messages.update(state="accepted", **changes)


def test_a_day_on_which_everything_agrees_finds_nothing():
    order = order_of_yesterday()
    settle(order)
    Message.objects.create(order=order, kind="621", business_key="L1", state="sent", status="120")
    run = reconcile_yesterday()
    assert (run.first, run.last, run.counts["found"]) == (yesterday(), yesterday(), {})
    assert reconcile_yesterday() is None  # once a day
    assert Entry.objects.filter(kind="reconciled").count() == 1


def test_what_stands_still_is_found_with_its_remedy():
    bare = order_of_yesterday(1, written=False)
    unanswered = order_of_yesterday(2)
    settle(unanswered)
    unanswered.messages.filter(kind="411").update(state="sent")
    rejected = order_of_yesterday(3)
    settle(rejected)
    rejected.messages.filter(kind="311").update(state="rejected", status="100")
    forgotten = order_of_yesterday(4)
    settle(forgotten)
    unsent = order_of_yesterday(5)
    settle(unsent)
    unsent.messages.filter(kind="511").update(state="waiting", last_error="connection refused")
    reconcile_yesterday()
    assert discrepancies() == [
        ("list_missing", forgotten.number),
        ("no_receipt", f"CEB411 {unanswered.messages.get(kind='411').business_key}"),
        ("not_sent", f"CEB511 {unsent.messages.get(kind='511').business_key}"),
        ("paid_without_document", bare.number),
        ("unsettled_rejection", f"CEB311 {rejected.messages.get(kind='311').business_key}"),
    ]
    assert all(str(row.what.remedy) for row in Discrepancy.objects.all())


def test_released_orders_need_receipt_and_waybill():
    order = order_of_yesterday(clearance_state="released")
    Order.objects.filter(pk=order.pk).update(released_at=timezone.now() - timedelta(days=1))
    settle(order)
    order.messages.filter(kind="511").update(receipt_key="SF1")
    reconcile_yesterday()
    assert discrepancies() == [
        ("released_without_receipt", order.number), ("waybill_missing", order.number),
    ]  # fmt: skip
    Shipment.objects.create(order=order, waybill_number="SF2")
    reconcile_own_records(yesterday(), yesterday())
    assert discrepancies(state="open") == [
        ("released_without_receipt", order.number),
        ("waybill_differs", f"CEB511 {order.number}"),
    ]


def test_amounts_of_payment_and_of_documents_are_compared_to_the_fen():
    order = order_of_yesterday()
    settle(order)
    other = order.messages.get(kind="411")
    amount = str(order.actual_paid).rstrip("0").rstrip(".")
    Message.objects.filter(pk=other.pk).update(
        content=bytes(other.content).replace(f'"amount": "{amount}'.encode(), b'"amount": "1')
    )
    Order.objects.filter(pk=order.pk).update(actual_paid=order.actual_paid + Decimal("0.01"))
    reconcile_yesterday()
    assert [kind for kind, _subject in discrepancies() if kind == "amount_differs"] == [
        "amount_differs"
    ] * 3


def test_found_again_it_is_the_same_row_and_gone_it_is_closed():
    order = order_of_yesterday(written=False)
    reconcile_yesterday()
    row = Discrepancy.objects.get()
    reconcile_own_records(yesterday(), yesterday())
    again = Discrepancy.objects.get()
    assert (again.pk, again.found_at) == (row.pk, row.found_at)
    assert again.seen_at > row.seen_at
    prepare(order.pk)
    settle(order)
    Message.objects.create(order=order, kind="621", business_key="L1", state="sent", status="120")
    reconcile_own_records(yesterday(), yesterday())
    again.refresh_from_db()
    assert again.state == "resolved"
    assert [event.kind for event in again.events.all()] == ["found", "gone"]
    order.messages.all().delete()
    Order.objects.filter(pk=order.pk).update(clearance_state="waiting")
    reconcile_own_records(yesterday(), yesterday())
    again.refresh_from_db()
    assert (again.state, again.closed_at) == ("open", None)
    assert again.events.last().kind == "found_again"


def test_what_a_person_has_explained_stays_explained_until_the_figures_change(client, clerk):
    order = order_of_yesterday(written=False)
    reconcile_yesterday()
    row = Discrepancy.objects.get()
    address = f"/clearance/reconciliation/{row.pk}/deed/"
    client.post(address, {"do": "explained", "words": ""})
    assert discrepancies(state="open") != []  # no reason, no close
    client.post(address, {"do": "mine"})
    client.post(address, {"do": "note", "words": "asked the broker"})
    for _ in range(2):
        client.post(address, {"do": "explained", "words": "maintenance of the worker"})
    row.refresh_from_db()
    assert (row.state, row.owner, row.note) == ("explained", clerk, "maintenance of the worker")
    assert [event.kind for event in row.events.all()] == ["found", "assigned", "noted", "explained"]
    reconcile_own_records(yesterday(), yesterday())
    row.refresh_from_db()
    assert row.state == "explained"
    Order.objects.filter(pk=order.pk).update(actual_paid=1)
    reconcile_own_records(yesterday(), yesterday())
    row.refresh_from_db()
    assert row.state == "open"
    client.post(address, {"do": "resolved", "words": "done"})
    client.post(address, {"do": "reopen", "words": "not done"})
    row.refresh_from_db()
    assert row.state == "open"
    entry_kinds = Entry.objects.filter(subject=f"discrepancy {row.pk}").values_list(
        "kind", flat=True
    )
    assert list(entry_kinds) == [
        "discrepancy assigned", "discrepancy noted", "discrepancy explained",
        "discrepancy resolved", "discrepancy reopened",
    ]  # fmt: skip


def test_an_unreconciled_yesterday_stands_on_the_clerks_first_page(client, clerk):
    def first_page():
        return client.get("/en/clearance/").content.decode()

    assert "is not reconciled yet" in first_page()
    order_of_yesterday(written=False)
    reconcile_yesterday()
    assert "1 discrepancy is open" in first_page()
    Discrepancy.objects.update(state="resolved")
    assert "everything agrees" in first_page()


def test_a_run_says_what_it_found(client, clerk):
    order_of_yesterday(written=False)
    reconcile_yesterday()
    label = KINDS["paid_without_document"].label
    page = client.get("/clearance/reconciliation/").content.decode()
    assert f'{label} <b class="num">1</b>' in " ".join(page.split())
    assert "everything agrees" not in client.get("/en/clearance/reconciliation/").content.decode()


def test_a_run_that_was_killed_is_taken_up_again():
    ReconciliationRun.objects.create(
        daily=f"books {yesterday()}", first=yesterday(), last=yesterday()
    )
    order_of_yesterday(written=False)
    assert reconcile_yesterday() is not None
    assert len(discrepancies()) == 1


def statement_csv(*rows, encoding="utf-8"):
    return "\n".join(",".join(map(str, row)) for row in rows).encode(encoding)


def workbook(*rows):
    spreadsheet = Workbook()
    for row in rows:
        spreadsheet.active.append(row)
    out = io.BytesIO()
    spreadsheet.save(out)
    return out.getvalue()


def against(data, source):
    today = timezone.localdate()
    return reconcile_file(data, source=source, first=yesterday(), last=today, name="their.csv")


@pytest.mark.parametrize(
    "make", [statement_csv, workbook, lambda *rows: statement_csv(*rows, encoding="gb18030")]
)
def test_customs_releases_are_compared_with_ours(make):
    here = order_of_yesterday(1, clearance_state="released")
    there = order_of_yesterday(2)
    absent = order_of_yesterday(3, clearance_state="released")
    now = timezone.now()
    Order.objects.filter(pk__in=[here.pk, absent.pk]).update(released_at=now)
    data = make(
        ("海关放行数据", "", "", ""),
        ("订单编号", "清单编号", "回执状态", "税额"),
        (here.number, "", "100", here.tax_total),
        (there.number, "46112026I1", "放行", "1.00"),
        ("E000000000000000000", "", "800", ""),
        ("E000000000000000000", "", "800", ""),
    )
    against(data, "releases")
    assert discrepancies() == [
        ("list_number_differs", there.number),
        ("missing_there", absent.number),
        ("not_released_there", here.number),
        ("released_there", there.number),
        ("tax_differs", there.number),
        ("twice_there", "E000000000000000000"),
        ("unknown_there", "E000000000000000000"),
    ]


def test_a_state_of_ours_is_named_in_the_readers_language(client, clerk):
    order = order_of_yesterday(1, clearance_state="released")
    Order.objects.filter(pk=order.pk).update(released_at=timezone.now())
    against(statement_csv(("订单编号", "状态"), ("E000000000000000000", "800")), "releases")
    row = Discrepancy.objects.get(kind="missing_there")
    for address in ("/clearance/reconciliation/", f"/clearance/reconciliation/{row.pk}/"):
        page = folded(client.get(address).content.decode())
        assert (">已放行<" in page, ">released<" in page) == (True, False)


def test_a_statement_of_payments_is_compared_to_the_fen():
    matching, differing, absent = (order_of_yesterday(n) for n in (1, 2, 3))
    data = statement_csv(
        ("transaction_id", "order_no", "amount"),
        (matching.payments.get().transaction, matching.number, matching.actual_paid),
        (differing.payments.get().transaction, "", differing.actual_paid + 1),
        ("ch_nobody", "", "5.00"),
    )
    against(data, "payments")
    assert discrepancies() == [
        ("amount_differs", differing.payments.get().transaction),
        ("missing_there", absent.payments.get().transaction),
        ("unknown_there", "ch_nobody"),
    ]
    better = statement_csv(
        ("transaction_id", "amount"),
        *(
            (one.payments.get().transaction, one.actual_paid)
            for one in (matching, differing, absent)
        ),
    )
    against(better, "payments")
    assert discrepancies(state="open") == [("unknown_there", "ch_nobody")]  # a person's to close


def test_waybills_are_compared_with_the_parcels():
    matching, differing, bare = (order_of_yesterday(n) for n in (1, 2, 3))
    Shipment.objects.create(order=matching, waybill_number="SF1")
    Shipment.objects.create(order=differing, waybill_number="SF2")
    rows = [
        ("运单编号", "订单编号"),
        ("SF1", matching.number),
        ("SF9", differing.number),
        ("SF3", bare.number),
    ]
    against(statement_csv(*rows, ("SF4", "E0")), "waybills")
    assert discrepancies() == [
        ("unknown_there", "E0"),
        ("waybill_differs", differing.number),
        ("waybill_missing", bare.number),
    ]


def test_a_waybill_that_names_no_order_is_known_by_its_own_number():
    Shipment.objects.create(order=order_of_yesterday(), waybill_number="SF1")
    run = against(statement_csv(("运单编号", "订单编号"), ("SF1", ""), ("SF7", "")), "waybills")
    assert run.errors == []
    assert discrepancies() == [("unknown_there", "SF7")]


def test_bad_rows_are_named_by_number_and_the_rest_is_compared():
    order = order_of_yesterday()
    data = statement_csv(
        ("订单编号", "支付交易编号", "金额", "日期"),
        ("", "", "1.00", ""),
        (order.number, "", "much", ""),
        (order.number, "", "", ""),
        ("=cmd()", "", "1", ""),
        (order.number, "", "1", "2026-13-77"),
        (order.number, "", '"1,000.00"', "2026年1月2日"),
    )
    run = against(data, "payments")
    assert [(row, column) for row, column, _text in run.errors] == [
        (2, "transaction"), (3, "amount"), (4, "amount"), (5, "order"), (6, "day"),
    ]  # fmt: skip
    assert (run.counts["rows"], run.counts["bad_rows"]) == (1, 5)
    assert Discrepancy.objects.get().theirs == "1000.00"


def test_merged_cells_and_formulas_of_a_workbook_are_nobodys_figures():
    """An amount that a spreadsheet merges over two rows is one amount, not one of each."""
    orders = [order_of_yesterday(n) for n in (1, 2, 3)]
    numbers = [order.payments.get().transaction for order in orders]
    spreadsheet = Workbook()
    sheet = spreadsheet.active
    amounts = ["amount", str(orders[0].actual_paid), None, "=109.10"]
    for row in zip(["transaction_id", *numbers], amounts, strict=True):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    out = io.BytesIO()
    spreadsheet.save(out)
    run = against(out.getvalue(), "payments")
    assert [tuple(error[:2]) for error in run.errors] == [(3, "amount"), (4, "amount")]
    assert "公式没有计算结果" in run.errors[1][2]
    assert run.counts["rows"] == 1


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04broken",
        bomb(),
        statement_csv(("a", "b"), (1, 2)),
        b"x" * 6_000_000,
    ],
    ids=["empty", "binary", "no zip", "bomb", "no header", "too large"],
)
def test_a_file_that_is_none_changes_nothing(client, clerk, data):
    with pytest.raises(UnusableStatementError):
        read_statement(data, "payments")
    day = f"{yesterday()}"
    form = {"source": "payments", "first": day, "last": day,
            "file": SimpleUploadedFile("x.csv", data or b" ")}  # fmt: skip
    assert client.post("/clearance/reconciliation/run/", form).status_code == 422
    assert ReconciliationRun.objects.count() == 0


def test_a_clerk_uploads_a_file_and_follows_a_row_to_its_remedy(client, clerk):
    order = order_of_yesterday()
    day = f"{yesterday()}"
    data = statement_csv(("订单编号", "金额"), (order.number, "0.01"))
    form = {"source": "payments", "first": day, "last": day,
            "file": SimpleUploadedFile("对账.csv", data)}  # fmt: skip
    response = client.post("/en/clearance/reconciliation/run/", form, follow=True)
    assert "1 discrepancy found" in response.content.decode()
    row = Discrepancy.objects.get()
    page = client.get(f"/en/clearance/reconciliation/{row.pk}/").content.decode()
    assert str(KINDS["amount_differs"].remedy) in page
    assert f"/en/clearance/?q={order.number}" in page
    csv = client.get("/en/clearance/reconciliation/", {"format": "csv"})
    assert order.number in b"".join(csv.streaming_content).decode()
    entry = Entry.objects.get(kind="discrepancies exported")
    assert (entry.subject, entry.actor) == ("clearance", f"user {clerk.pk}")


@pytest.mark.parametrize(
    "wrong",
    [{"first": ""}, {"last": "2000-01-01"}, {"first": "2020-01-01"}, {"source": "payments"},
     {"last": "2999-01-01"}],
)  # fmt: skip
def test_a_period_or_a_source_that_is_none_is_an_error(client, clerk, wrong):
    day = f"{yesterday()}"
    form = {"source": "books", "first": day, "last": day, **wrong}
    assert client.post("/clearance/reconciliation/run/", form).status_code == 422
    assert ReconciliationRun.objects.count() == 0


def test_the_list_takes_the_same_queries_for_one_row_as_for_three(
    client, clerk, django_assert_num_queries
):
    order_of_yesterday(1, written=False)
    reconcile_yesterday()
    client.get("/clearance/reconciliation/")
    with django_assert_num_queries(9):
        client.get("/clearance/reconciliation/")
    for n in (2, 3):
        order_of_yesterday(n, written=False)
    reconcile_own_records(yesterday(), yesterday())
    with django_assert_num_queries(9):
        client.get("/clearance/reconciliation/")
