"""A paid order goes to customs and comes back released."""

import json
from decimal import Decimal

import pytest
from django.core.management import call_command

from ceb import check, check_specification
from clearance.actions.resend import resend
from clearance.documents.preparation import prepare, prepare_pending_orders, write_version
from clearance.documents.requests import plain
from clearance.models import Message, ReceiptItem
from clearance.monitoring.integrity import check as clearance_differences
from clearance.sending.forward import forward
from evidence.verification import verify_chain
from orders.models import OrderEvent, QuotaEntry
from orders.payments.refunds import confirm_refund, request_refund
from tests.factories import make_variant_for_sale, make_zone
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db


def paid_order(n=1, mode="1210", **fields):
    zone = make_zone(modes=("1210", "9610"))
    variant = make_variant_for_sale(filing={"mode": mode, "zone": zone})
    buyer = make_buyer(number=valid_identity(f"1101051880{n:02d}01001"))
    return make_order(variant, buyer=buyer, paid=True, **fields)


# R-DOC-2
@pytest.mark.parametrize("mode", ["1210", "9610"])
def test_a_paid_order_is_released_without_a_further_hand(customs, mode):
    order = paid_order(3 if mode == "1210" else 4, mode)

    def released():
        order.refresh_from_db()
        return order.clearance_state == "released"

    customs.work_until(released)
    assert {m.kind: m.state for m in order.messages.all()} == {
        "311": "accepted", "411": "accepted", "511": "accepted", "621": "accepted",
    }  # fmt: skip
    kinds = list(OrderEvent.objects.filter(order=order).values_list("kind", flat=True))
    assert kinds[0] == "prepared"
    assert kinds[-1] == "released"
    assert QuotaEntry.objects.get(order=order).state == "committed"
    assert order.shipment.waybill_number.startswith("SF")
    assert (clearance_differences(), verify_chain().holds) == ([], True)


def test_preparing_twice_writes_one_set_of_documents(customs):
    order = paid_order(5)
    assert [prepare(order.pk), prepare(order.pk), prepare_pending_orders()] == [True, False, 0]
    assert order.messages.count() == 3


def test_an_unpaid_or_cancelled_order_is_not_declared():
    order = make_order()
    assert prepare(order.pk) is False
    assert order.messages.count() == 0


def test_a_wrong_field_is_named_before_anything_is_sent(customs):
    order = paid_order(6)
    order.lines.update(filing={**order.lines.get().filing, "unit": "xyz"})
    prepare(order.pk)
    message = order.messages.get(kind="311")
    assert message.state == "stuck"
    assert "unit" in message.last_error
    forward()
    assert not message.attempts.exists()


# R-ID-2
def test_another_payers_money_stops_the_order(customs):
    order = paid_order(7)
    order.payments.update(payer_name="另一个人")
    prepare(order.pk)
    assert {m.kind: m.state for m in order.messages.all()} == {
        "311": "stuck", "411": "stuck", "511": "waiting",
    }  # fmt: skip


# R-ID-9
@pytest.mark.parametrize(
    ("told", "declared"),
    [("", "林若溪"), ("林若溪", "林若溪"), ("LIN RUOXI", None), ("R. Lin", None)],
)
def test_no_name_in_latin_letters_stands_beside_the_orderers_number(customs, told, declared):
    """Customs compares payer and orderer character by character (13032): a card's name is left to
    the payment firm, which knows whose account it is."""
    order = paid_order(9)
    order.payments.update(payer_name=told)
    prepare(order.pk)
    message = order.messages.get(kind="411")
    assert message.state == "waiting"
    assert json.loads(bytes(message.content)).get("payer_name") == declared


def test_a_platform_out_of_reach_is_tried_again_with_the_same_bytes(settings):
    settings.CLEARANCE_URL = "http://127.0.0.1:9"
    order = paid_order(8)
    prepare(order.pk)
    before = bytes(order.messages.get(kind="311").content)
    assert forward() == 0
    message = order.messages.get(kind="311")
    batch = message.batch
    assert (batch.state, batch.tries, bytes(batch.content)) == ("waiting", 1, before)
    assert message.attempts.get().outcome == "failed"


@pytest.mark.slow("an order from payment to release, with one rejection")
def test_a_rejection_is_seen_put_right_and_sent_again(customs, clerk):
    order = paid_order(9)
    prepare(order.pk)
    # somebody changed the waybill's consignee on its way: customs compares it with the order's
    waybill = order.messages.get(kind="511")
    Message.objects.filter(pk=waybill.pk).update(
        content=bytes(waybill.content).replace("王收货".encode(), "李不同".encode())
    )

    def in_state(state):
        order.refresh_from_db()
        return order.clearance_state == state

    customs.work_until(lambda: in_state("rejected"))
    waybill.refresh_from_db()
    declaration = order.messages.get(kind="621")
    assert declaration.state == "rejected"
    assert "consignee" in declaration.status_info or "收货人" in declaration.status_info
    Message.objects.filter(pk=waybill.pk).update(state="rejected")
    waybill.refresh_from_db()
    assert resend(waybill, actor=clerk).version == 2
    assert resend(waybill, actor=clerk) is None
    forward()
    assert resend(declaration, actor=clerk).version == 2
    customs.work_until(lambda: in_state("released"))
    assert clearance_differences() == []


def test_every_message_of_an_order_can_be_looked_at(capsys):
    order = paid_order(10)
    for kind in ("311", "CEB411", "CEB511Message", "621"):
        call_command("build_message", kind, order=order.number)
        document = capsys.readouterr().out.strip().encode()
        assert (check(document), check_specification(document)) == ([], [])


def test_a_receipt_before_its_document_waits_for_it(customs):
    order = paid_order(11)
    prepare(order.pk)
    forward()
    waybill = order.messages.get(kind="511")
    key = waybill.receipt_key
    Message.objects.filter(pk=waybill.pk).update(receipt_key="", state="sending")
    customs.work_until(lambda: ReceiptItem.objects.filter(business_key=key, status="120").exists())
    assert order.messages.filter(kind="621").count() == 0
    # the worker that was killed before it could note the carrier's number does its work again
    Message.objects.filter(pk=waybill.pk).update(state="waiting")

    def released():
        order.refresh_from_db()
        return order.clearance_state == "released"

    customs.work_until(released)


# R-ID-9
def test_partly_refunded_order_is_declared_with_the_remainder(customs):
    order = paid_order(14)
    confirm_refund(request_refund(order, amount=Decimal("9.10"), reason="return"))
    order.refresh_from_db()
    assert order.payment_state == "partly_refunded"

    def released():
        order.refresh_from_db()
        return order.clearance_state == "released"

    customs.work_until(released)
    sent = {message.kind: bytes(message.content).decode() for message in order.messages.all()}
    remainder = order.actual_paid - Decimal("9.10")
    assert f"<acturalPaid>{remainder}</acturalPaid>" in sent["311"].replace("ceb:", "")
    assert f"<discount>{Decimal('9.10')}</discount>" in sent["311"].replace("ceb:", "")
    assert json.loads(sent["411"])["amount"] == plain(remainder)


def test_refund_after_the_documents_changes_none_that_is_sent_again(customs):
    order = paid_order(15)
    prepare(order.pk)
    request_refund(order, amount=Decimal("9.10"), reason="return")
    again = write_version(order.messages.get(kind="311"), version=2, change=True)
    assert f"acturalPaid>{order.actual_paid}<" in bytes(again.content).decode()


def test_order_whose_whole_money_is_asked_back_is_not_declared():
    order = paid_order(16)
    request_refund(order, reason="return")
    assert prepare(order.pk) is False
