"""After the declaration: cancelled before release, returned after it, signed for, billed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from clearance.actions.declare_return import declare_pending_returns
from clearance.actions.report_signature import report_pending_signatures
from clearance.actions.withdraw import withdraw, withdraw_pending
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.models import Declaration, Discrepancy, TaxBill
from clearance.monitoring.integrity import check as clearance_differences
from clearance.reconciliation.own_records import reconcile_own_records
from clearance.sending.forward import forward
from evidence.verification import verify_chain
from orders.actions import ship
from orders.actions.cancel import request_withdrawal
from orders.errors import OrderActionError
from orders.models import Order, OrderEmail, OrderEvent, QuotaYear, Return
from orders.monitoring import integrity
from orders.payments import integrity as payments
from orders.returns import apply_in_time, apply_to_customs, receive_back, request_return
from orders.returns.rules import pro_rata
from tests.clearance import fakes
from tests.clearance.customs_receipts import (
    LIST_NUMBER,
    bill_state,
    receipt_for,
    receive_and_read,
    reply,
    tax_bill,
)
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _books_agree(partners):
    """Whatever a test does, at its end the books are right."""
    yield
    assert (clearance_differences(), integrity.stock(), integrity.quota(), payments.check()) == (
        [],
        [],
        [],
        [],
    )
    assert integrity.returns() == []
    assert verify_chain().holds


@pytest.fixture
def declared():
    """Order, payment and waybill are accepted; the list is with customs."""
    order = make_order(make_variant_for_sale(stock=10), quantity=3, paid=True)
    prepare(order.pk)
    forward()
    for message in order.messages.all():
        reply(message, "2", "120")
    assert prepare_pending_lists() == 1
    forward()
    return order


@pytest.fixture
def shipped(declared):
    reply(list_of(declared), "2", "120", "800")
    declared.refresh_from_db()
    now = timezone.now()
    Order.objects.filter(pk=declared.pk).update(released_at=now)
    Declaration.objects.update(released_at=now)
    declared.refresh_from_db()
    assert ship.ship(declared)
    return declared


def list_of(order):
    return order.messages.get(kind="621")


def event_kinds(order):
    return list(OrderEvent.objects.filter(order=order).values_list("kind", flat=True))


def test_a_buyer_cancels_while_customs_has_the_list(declared):
    reply(list_of(declared), "2", "120")
    declared.refresh_from_db()
    request_withdrawal(declared, reason="Cancelled by the buyer.")
    with pytest.raises(OrderActionError):
        request_withdrawal(declared, reason="Cancelled by the buyer.")
    assert [withdraw(declared.pk), withdraw(declared.pk), withdraw_pending()] == [True, False, 0]
    forward()
    kind, request = fakes.requests[-1]
    assert (kind, request["invt_no"], request["reason"]) == (
        "623", LIST_NUMBER, "由买家取消。",
    )  # fmt: skip
    cancellation = declared.messages.get(kind="623")
    for _ in range(2):
        reply(cancellation, "2", "399")
    declared.refresh_from_db()
    assert (declared.clearance_state, declared.refunds.get().amount) == (
        "cancelled", declared.actual_paid,
    )  # fmt: skip
    assert Declaration.objects.get().state == "cancelled"
    assert QuotaYear.objects.get().used == 0
    assert {"cancel_asked", "cancelled"} <= set(event_kinds(declared))


def test_customs_keeps_the_declaration_and_the_order_goes_on(declared):
    reply(list_of(declared), "2", "120")
    request_withdrawal(declared, reason="Cancelled by the buyer.")
    withdraw(declared.pk)
    forward()
    reply(declared.messages.get(kind="623"), "-623005")
    declared.refresh_from_db()
    assert (declared.cancel_requested_at, declared.cancelled_at) == (None, None)
    assert OrderEmail.objects.filter(template="cancel_rejected").count() == 1
    reply(list_of(declared), "2", "120", "800")
    declared.refresh_from_db()
    assert declared.clearance_state == "released"
    assert declared.refunds.count() == 0


def test_a_release_overtakes_the_wish_to_cancel(declared):
    request_withdrawal(declared, reason="Cancelled by the buyer.")
    assert withdraw(declared.pk) is False  # customs has given no number yet
    reply(list_of(declared), "800")
    declared.refresh_from_db()
    assert (declared.cancel_requested_at, withdraw_pending()) == (None, 0)
    assert event_kinds(declared)[-1] in ("released", "cancel_rejected")


def test_an_order_whose_list_never_left_simply_ends():
    order = make_order(paid=True)
    prepare(order.pk)
    order.refresh_from_db()
    request_withdrawal(order, reason="Cancelled by the buyer.")
    assert withdraw_pending() == 1
    order.refresh_from_db()
    assert (order.clearance_state, order.refunds.count()) == ("cancelled", 1)
    assert not order.messages.filter(kind="623").exists()
    assert forward() == 0


def send_back(order, pieces, *, day=10, applied_day=None, reason="faulty"):
    """A return that customs accepts, `day` days after the release."""
    Order.objects.filter(pk=order.pk).update(released_at=timezone.now() - timedelta(days=day))
    goods_return = request_return(order, {1: pieces}, reason=reason)
    if applied_day is not None:
        apply_to_customs(goods_return, actor=None)
        declare_pending_returns()
    assert receive_back(goods_return, actor=None, sellable=True)
    assert not receive_back(goods_return, actor=None, sellable=True)
    declare_pending_returns()
    assert declare_pending_returns() == 0
    forward()
    return goods_return


@pytest.mark.slow("several returns, each with its documents and receipts")
def test_parts_come_back_by_and_by_and_add_up(shipped):
    paid = shipped.actual_paid
    for number, pieces in enumerate((1, 2), start=1):
        goods_return = send_back(shipped, pieces)
        message = shipped.messages.get(kind="625", business_key=goods_return.number)
        for _ in range(2):
            reply(message, "2", "399")
        goods_return.refresh_from_db()
        assert (goods_return.state, goods_return.late) == ("accepted", "")
        assert len(goods_return.number) == 20
        assert goods_return.number.endswith(str(number))
    with pytest.raises(OrderActionError):
        request_return(shipped, {1: 1}, reason="faulty")
    rows = [row for one in Return.objects.all() for row in one.lines.all()]
    line = shipped.lines.get()
    assert [
        sum(getattr(row, account) for row in rows)
        for account in ("price_back", "tax_back", "quota_back")
    ] == [line.goods_value, line.tax_total, line.dutiable_value]
    assert sum(refund.amount for refund in shipped.refunds.all()) == paid
    assert QuotaYear.objects.get().used == 0
    shipped.refresh_from_db()
    assert shipped.fulfilment_state == "returned"
    kind, request = fakes.requests[-1]
    assert (kind, request["lines"]) == ("625", [
        {"gnum": 1, "gcode": "0409000000", "gname": line.title_zh, "qty": "2", "unit": "142"},
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("day", "late", "tax"),
    [(30, "", True), (31, "applied_late", False), (46, "applied_late", False)],
)
def test_the_deadline_of_thirty_days(shipped, day, late, tax):
    used = QuotaYear.objects.get().used
    goods_return = send_back(shipped, 3, day=day)
    reply(shipped.messages.get(kind="625"), "399")
    goods_return.refresh_from_db()
    assert (goods_return.state, goods_return.late) == ("accepted", late)
    back = shipped.actual_paid if tax else shipped.goods_value
    assert sum(refund.amount for refund in shipped.refunds.all()) == back
    assert QuotaYear.objects.get().used == (0 if tax else used)
    assert f"return_{late or 'settled'}" in event_kinds(shipped)


@pytest.mark.parametrize(("day", "expected"), [(27, 0), (28, 1), (30, 1), (31, 0)])
def test_a_return_is_declared_before_its_days_run_out(shipped, day, expected):
    Order.objects.filter(pk=shipped.pk).update(released_at=timezone.now() - timedelta(days=day))
    request_return(shipped, {1: 1}, reason="faulty")
    assert [declare_pending_returns(), declare_pending_returns()] == [expected, 0]


def test_returns_whose_days_are_over_delay_no_other(shipped):
    forgotten = make_order(shipped.lines.get().variant, quantity=1, paid=True)
    for order, days in ((forgotten, 31), (shipped, 29)):
        released = timezone.now() - timedelta(days=days)
        Order.objects.filter(pk=order.pk).update(released_at=released)
    Return.objects.create(number="R1", order=forgotten, reason="faulty")
    goods_return = request_return(shipped, {1: 1}, reason="faulty")
    assert apply_in_time(limit=1) == 1
    goods_return.refresh_from_db()
    assert goods_return.state == "applying"
    Return.objects.filter(number="R1").delete()


def test_a_request_that_waits_for_customs_delays_no_newer_one(declared):
    receive_and_read(receipt_for(list_of(declared), "120", 1))
    request_withdrawal(declared, reason="Cancelled by the buyer.")
    assert withdraw_pending() == 1  # customs has the request, and has not yet replied
    newer = make_order(declared.lines.get().variant, quantity=1, paid=True)
    prepare(newer.pk)
    newer.refresh_from_db()
    request_withdrawal(newer, reason="Cancelled by the buyer.")
    assert withdraw_pending(limit=1) == 1
    newer.refresh_from_db()
    assert newer.cancelled_at is not None


@pytest.mark.parametrize(("day", "late"), [(45, ""), (46, "arrived_late")])
def test_the_deadline_of_forty_five_days(shipped, day, late):
    """Applied for in time; the parcel is slow."""
    goods_return = request_return(shipped, {1: 1}, reason="faulty")
    apply_to_customs(goods_return, actor=None)
    declare_pending_returns()
    forward()
    message = shipped.messages.get(kind="625")
    reply(message, "399")
    goods_return.refresh_from_db()
    assert (goods_return.state, goods_return.tax_booked_at) == ("accepted", None)
    today = timezone.localdate()
    Order.objects.filter(pk=shipped.pk).update(released_at=timezone.now() - timedelta(days=day))
    Return.objects.update(applied_on=today - timedelta(days=day - 5))
    assert receive_back(goods_return, actor=None)
    goods_return.refresh_from_db()
    assert goods_return.late == late


def test_customs_rejects_a_return_and_accepts_it_when_put_right(shipped, django_user_model):
    from clearance.actions.resend import resend

    goods_return = send_back(shipped, 1)
    message = shipped.messages.get(kind="625")
    receive_and_read(receipt_for(message, "100", 1, "[Code:1;Desc:数量不符]"))
    goods_return.refresh_from_db()
    assert (goods_return.state, goods_return.tax_booked_at) == ("rejected", None)
    message.refresh_from_db()
    again = resend(message, actor=None)
    assert resend(message, actor=None) is None
    forward()
    receive_and_read(receipt_for(again, "2", 2))
    receive_and_read(receipt_for(again, "399", 3))
    goods_return.refresh_from_db()
    assert (goods_return.state, again.version) == ("accepted", 2)
    assert fakes.requests[-1][1]["change"] is True


def test_a_parcel_is_signed_for_here_and_customs_hears_of_it(shipped):
    assert ship.deliver(shipped)
    assert [report_pending_signatures(), report_pending_signatures()] == [1, 0]
    forward()
    kind, request = fakes.requests[-1]
    assert (kind, request["logistics_no"], request["order_no"]) == ("513", "SF1", shipped.number)
    reply(shipped.messages.get(kind="513"), "2", "120")
    assert event_kinds(shipped).count("delivered") == 1


def test_the_carriers_own_report_delivers_the_order(shipped):
    waybill = shipped.messages.get(kind="511")
    waybill.kind, waybill.receipt_key = "513", "SF1"
    for _ in range(2):
        reply(waybill, "2", "120")
    shipped.refresh_from_db()
    assert (shipped.fulfilment_state, report_pending_signatures()) == ("delivered", 0)


@pytest.mark.parametrize("sequence", range(6))
def test_tax_bill_its_state_and_the_lists_number_in_any_sequence(declared, sequence):
    from itertools import permutations

    receipts = [
        tax_bill(vat="30.00"),
        bill_state(second=2),
        receipt_for(list_of(declared), "120", 1),
    ]
    for receipt in list(permutations(receipts))[sequence]:
        receive_and_read(receipt)
        receive_and_read(receipt)
    bill = TaxBill.objects.get()
    assert (bill.total, bill.estimate, bill.difference, bill.state) == (
        Decimal("30.00"), declared.tax_total, Decimal("30.00") - declared.tax_total, "2",
    )  # fmt: skip
    assert bill.declaration.order == declared
    assert [line["taxPrice"] for line in bill.lines] == ["100"]


@pytest.mark.slow("a declaration, a tax bill and a return in turn")
def test_after_a_return_the_bill_is_compared_with_what_is_left(client, clerk, shipped):
    """Six orders showed −230.59 that nobody owed: customs had billed the rest anew."""
    receive_and_read(tax_bill(vat=str(shipped.tax_total)))
    goods_return = send_back(shipped, 1)
    reply(shipped.messages.get(kind="625"), "2", "399")
    left = shipped.tax_total - goods_return.lines.get().tax_back
    assert left < shipped.tax_total
    receive_and_read(bill_state(second=2, state="3"))
    receive_and_read(tax_bill("T2", second=3, vat=str(left)))
    assert (TaxBill.objects.get(tax_no="T2").estimate, compared()) == (left, {"T2": 0})
    today = timezone.localdate()
    reconcile_own_records(today, today)
    assert not Discrepancy.objects.filter(kind="tax_differs").exists()
    assert client.get("/clearance/tax-bills/").context["sums"]["different"] == 0


def test_a_bill_of_what_customs_took_back_stays_right_until_the_parcel_is_here(shipped):
    goods_return = request_return(shipped, {1: 1}, reason="faulty")
    apply_to_customs(goods_return, actor=None)
    declare_pending_returns()
    forward()
    line = shipped.lines.get()
    back = pro_rata(line, line.tax_total, booked=0, now=1)
    receive_and_read(tax_bill(vat=str(shipped.tax_total - back)))
    assert compared() == {"T1": -back}
    reply(shipped.messages.get(kind="625"), "399")
    assert compared() == {"T1": 0}
    Return.objects.update(late="arrived_late")  # the buyer gets no tax back, and customs has none
    today = timezone.localdate()
    reconcile_own_records(today, today)
    assert compared() == {"T1": -back}
    assert Discrepancy.objects.get(kind="tax_differs").ours == str(shipped.tax_total)


def compared():
    """The difference of every valid bill."""
    return {bill.tax_no: bill.difference for bill in TaxBill.objects.exclude(state="3")}


def test_an_inspection_and_a_detention_notify_buyer_and_exhibitor(declared, django_user_model):
    from exhibitors.models import ExhibitorEmail, Membership

    member = django_user_model.objects.create_user("shop@expo.test", "x")
    Membership.objects.create(user=member, exhibitor=declared.exhibitor)
    for status, second in (("500", 1), ("502", 2)):
        for _ in range(2):
            receive_and_read(receipt_for(list_of(declared), status, second))
    declared.refresh_from_db()
    assert (declared.clearance_state, Declaration.objects.get().state) == ("held", "held")
    assert event_kinds(declared)[-2:] == ["inspected", "detained"]
    buyer_emails = OrderEmail.objects.filter(template__in=["inspected", "detained"])
    assert (buyer_emails.count(), ExhibitorEmail.objects.filter(to="shop@expo.test").count()) == (
        2,
        2,
    )
