"""The clerk's page: what needs a person is there, and each answer works once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.sign_in.sessions import PROVED
from orders.models import GatewayEvent, Order, Payment, Refund
from orders.payments.attempts import settle, start_payment
from orders.payments.manual.gateway import ManualGateway
from orders.payments.refunds import execute_refunds, request_refund
from tests.html import folded
from tests.orders.factories import make_order
from tests.orders.payment_steps import open_checkout, paid_order, states

pytestmark = pytest.mark.django_db
PAGE = "/orders/clerk/payments/"


def failed_refund(fake_stripe, order, reference=""):
    refund = request_refund(order, reason="cancelled")
    Refund.objects.filter(pk=refund.pk).update(
        state="failed", last_error="the card is closed", reference=reference
    )
    return refund


def differing_event(fake_stripe):
    group, reference = open_checkout()
    fake_stripe.http.post(f"/v1/payment_intents/{reference}", data={"amount": "777"})
    fake_stripe.pay(reference)
    settle(reference)
    return group, reference, GatewayEvent.objects.get(kind="money_differs")


def test_page_is_for_clerks(client, other_user):
    assert client.get(PAGE).status_code == 302
    client.force_login(other_user)
    assert client.get(PAGE).status_code == 403


def test_empty_page_says_that_nothing_waits(client, clerk):
    page = client.get(PAGE)
    assert page.status_code == 200
    assert page.content.decode().count('class="empty"') == 2


def test_clerk_sees_what_happened_and_whose_order_it_was(client, clerk, fake_stripe):
    group, reference, _event = differing_event(fake_stripe)
    order, _ = paid_order(fake_stripe)
    refund = failed_refund(fake_stripe, order)
    text = client.get(PAGE).content.decode()
    for shown in (reference, group.orders.get().number, refund.number, "the card is closed"):
        assert shown in text


def test_event_is_handled_once_and_with_a_note(client, clerk, fake_stripe):
    _, _, event = differing_event(fake_stripe)
    where = reverse("orders:clerk_event", args=[event.pk])
    client.post(where, {"note": "  "})
    assert GatewayEvent.objects.needing_a_person().count() == 1
    client.post(where, {"note": "returned by hand at the bank"})
    event.refresh_from_db()
    assert (event.note, event.handled_by) == ("returned by hand at the bank", clerk)
    assert client.post(where, {"note": "again"}).status_code == 404


def test_money_that_does_not_match_is_given_back_in_full_once(client, clerk, fake_stripe):
    _, reference, event = differing_event(fake_stripe)
    where = reverse("orders:clerk_event", args=[event.pk])
    client.post(where, {"return": "1"})
    client.post(where, {"return": "1"})
    execute_refunds()
    assert fake_stripe.refunds(reference) == [777]
    assert Refund.objects.get().amount == Decimal("7.77")


def test_failed_refund_is_sent_again_under_its_own_number(client, clerk, fake_stripe):
    order, reference = paid_order(fake_stripe)
    refund = failed_refund(fake_stripe, order)
    client.post(reverse("orders:clerk_refund", args=[refund.pk]), {"retry": "1"})
    execute_refunds()
    refund.refresh_from_db()
    assert (refund.state, refund.number) == ("done", Refund.objects.get().number)
    assert fake_stripe.refunds(reference) == [int(order.actual_paid * 100)]


def test_refund_declined_for_good_is_settled_by_other_means(client, clerk, fake_stripe):
    order, reference = paid_order(fake_stripe)
    refund = failed_refund(fake_stripe, order, reference="re_declined")
    where = reverse("orders:clerk_refund", args=[refund.pk])
    client.post(where, {"retry": "1"})
    client.post(where, {"note": ""})
    refund.refresh_from_db()
    assert refund.state == "failed"
    client.post(where, {"note": "bank transfer 20261124-7"})
    refund.refresh_from_db()
    order.refresh_from_db()
    assert (refund.state, refund.note) == ("done", "bank transfer 20261124-7")
    assert order.payment_state == "refunded"
    assert fake_stripe.refunds(reference) == []


@pytest.fixture
def transfer(settings):
    settings.PAYMENT_GATEWAY = "orders.payments.manual.ManualGateway"
    order = make_order()
    attempt, _ = start_payment(order.group)
    return order, attempt


def book_transfer(client, attempt, **changes):
    fields = {
        "bank_number": "ICBC-1",
        "amount": str(attempt.amount),
        "paid_at": "2026-11-24T10:00",
        "payer_name": "林若溪",
    } | changes
    prefix = f"transfer-{attempt.pk}"
    return client.post(
        reverse("orders:clerk_transfer", args=[attempt.pk]),
        {f"{prefix}-{name}": value for name, value in fields.items()},
    )


def test_buyer_sees_account_and_reference(client, clerk, transfer, settings):
    order, attempt = transfer
    settings.BANK_ACCOUNT = {"holder": "E-Expo", "bank": "ICBC", "number": "6222 0000"}
    page = client.get(
        reverse("orders:pay", args=[order.number]), {"key": order.group.access_key}
    ).content.decode()
    assert attempt.reference in page
    assert "6222 0000" in page


def test_confirmed_transfer_pays_once(client, clerk, transfer):
    order, attempt = transfer
    for _ in range(2):
        assert book_transfer(client, attempt).status_code == 302
    payment = Payment.objects.get()
    assert (payment.transaction, payment.payer_name) == ("ICBC-1", "林若溪")
    assert states(order.group) == ["paid"]


def test_second_transfer_under_one_reference_is_booked_and_shown(client, clerk, transfer):
    order, attempt = transfer
    where = reverse("orders:clerk_payments")
    book_transfer(client, attempt)
    page = folded(client.get(where).content.decode())
    assert attempt.reference not in page
    assert 'name="reference" value=""' in page
    page = client.get(where, {"reference": attempt.reference[-8:].lower()}).content.decode()
    assert attempt.reference in page
    for _ in range(2):
        book_transfer(client, attempt, bank_number="ICBC-2", payer_name="林若溪")
    second = GatewayEvent.objects.needing_a_person().get()
    assert (second.kind, second.event_id) == ("transfer.second", "ICBC-2")
    page = client.get(where).content.decode()
    assert str(attempt.amount) in page
    assert states(order.group) == ["paid"]
    assert Payment.objects.count() == 1
    client.post(reverse("orders:clerk_event", args=[second.pk]), {"note": "sent back, ICBC-9"})
    assert not GatewayEvent.objects.needing_a_person().exists()


def test_one_line_of_the_statement_pays_one_order(client, clerk, transfer):
    _, attempt = transfer
    book_transfer(client, attempt)
    second = make_order()
    other, _ = start_payment(second.group)
    book_transfer(client, other)
    assert states(second.group) == ["awaiting"]


def test_transfer_of_another_amount_pays_nothing(client, clerk, transfer):
    order, attempt = transfer
    book_transfer(client, attempt, amount="1.00")
    assert states(order.group) == ["awaiting"]
    assert GatewayEvent.objects.needing_a_person().get().kind == "money_differs"


@pytest.mark.parametrize("wrong", [{"amount": "much"}, {"amount": "0"}, {"bank_number": "7" * 51}])
def test_faulty_line_is_shown_again(client, clerk, transfer, wrong):
    order, attempt = transfer
    page = book_transfer(client, attempt, **wrong)
    assert page.status_code == 422
    assert 'class="error"' in page.content.decode()
    assert states(order.group) == ["awaiting"]


def test_transfer_from_somebody_else_is_paid_and_flagged(client, clerk, transfer):
    order, attempt = transfer
    book_transfer(client, attempt, payer_name="王别人")
    assert Payment.objects.get().payer_name == "王别人"
    assert GatewayEvent.objects.needing_a_person().get().kind == "payer_differs"
    assert states(order.group) == ["paid"]


def test_refund_of_a_transfer_is_a_clerk_s_work(client, clerk, transfer):
    order, attempt = transfer
    book_transfer(client, attempt)
    refund = request_refund(Order.objects.get(pk=order.pk), reason="cancelled")
    execute_refunds()
    refund.refresh_from_db()
    assert refund.state == "failed"
    assert list(Refund.objects.needing_a_person()) == [refund]
    page = client.get(reverse("orders:clerk_payments")).content.decode()
    assert "银行转账需人工退款：请先付款，再标记为已处理。" in page
    first = folded(client.get(reverse("clearance:overview")).content.decode())
    assert "1 笔收退款待处理" in first
    assert "暂无待办" not in first


def test_transfers_are_listed_for_reconciliation(client, clerk, transfer):
    order, attempt = transfer
    book_transfer(client, attempt)
    since = timezone.now() - timedelta(hours=1)
    listed = list(ManualGateway().transactions(since, timezone.now()))
    assert [(one.reference, one.amount) for one in listed] == [
        (attempt.reference, order.actual_paid)
    ]


def an_hour_later(client):
    """The clerk has been at it, without giving a password again."""
    session = client.session
    session[PROVED] -= 61 * 60
    session.save()


def test_what_is_booked_by_hand_asks_who_is_there_after_an_hour(client, clerk, transfer):
    _order, attempt = transfer
    an_hour_later(client)
    answer = book_transfer(client, attempt)
    assert answer.url.startswith(reverse("accounts:confirm"))
    assert not Payment.objects.exists()
    assert "操作尚未执行" in client.get(answer.url).content.decode()
    client.post(answer.url, {"password": "a-long-password"})
    book_transfer(client, attempt)
    assert Payment.objects.count() == 1


def test_nor_is_a_refund_settled_or_an_event_answered(client, clerk, fake_stripe):
    order, _reference = paid_order(fake_stripe)
    refund = failed_refund(fake_stripe, order, reference="re_declined")
    _, _, event = differing_event(fake_stripe)
    an_hour_later(client)
    for name, row in (("clerk_refund", refund), ("clerk_event", event)):
        answer = client.post(reverse(f"orders:{name}", args=[row.pk]), {"note": "by bank"})
        assert answer.url.startswith(reverse("accounts:confirm"))
    refund.refresh_from_db()
    assert refund.state == "failed"
    assert GatewayEvent.objects.needing_a_person().filter(pk=event.pk).exists()
    assert client.get(PAGE).status_code == 200  # looking is no booking
