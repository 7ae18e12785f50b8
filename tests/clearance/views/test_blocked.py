"""What can't go on keeps nobody waiting, and stands on the clerk's desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from clearance.actions.correct_consignee import correct, finish_corrections
from clearance.actions.declare_return import declare_pending_returns
from clearance.actions.withdraw import withdraw_pending
from clearance.documents.preparation import prepare, prepare_pending_lists
from clearance.models import Declaration, Message
from clearance.sending.forward import forward
from core.groups import ORGANIZERS
from orders.actions import ship
from orders.actions.cancel import request_withdrawal
from orders.models import Order
from orders.returns import apply_to_customs, request_return
from tests.clearance import fakes
from tests.clearance.customs_receipts import receipt_for, receive_and_read, reply
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("partners")]


@pytest.fixture
def page(client, clerk):
    return lambda: client.get("/clearance/held-up/").content.decode()


def declared_orders(count=2):
    """Their lists are with customs, which has said nothing of them yet."""
    variant = make_variant_for_sale(stock=20)
    orders = [make_order(variant, paid=True) for _ in range(count)]
    for order in orders:
        prepare(order.pk)
    forward()
    for order in orders:
        number = f"SF-{order.pk}"  # each parcel has its own, and none the firm's SF1
        waybills = order.messages.filter(kind="511")
        waybills.update(receipt_key=number, answer=fakes.WAYBILL | {"logistics_no": number})
        for message in order.messages.all():
            reply(message, "2", "120")
    prepare_pending_lists()
    forward()
    return [Order.objects.get(pk=order.pk) for order in orders]


def the_list(order):
    return order.messages.get(kind="621", superseded_at=None)


@pytest.mark.slow("more orders than a step takes")
def test_corrections_whose_documents_were_rejected_keep_no_other_waiting(page):
    first, second = declared_orders()
    fields = {"consignee": "李收货", "mobile": "13900005678", "district_code": "410105",
              "detail": "花园路 95 号"}  # fmt: skip
    for order in (first, second):
        reply(the_list(order), "2", "100")
        correct(order.pk, fields, actor=None, reason="address", token=f"t-{order.pk}")
    forward()
    messages = Message.objects.filter(superseded_at=None, kind__in=["311", "511"])
    assert messages.filter(order=first).update(state="rejected")
    assert messages.filter(order=second).update(state="accepted")
    assert finish_corrections(limit=1) == 1
    assert the_list(second).version == 2
    assert first.number in page()
    assert second.number not in page()


def test_orders_whose_corrected_documents_were_rejected_keep_no_list_waiting():
    first, second = declared_orders()
    Message.objects.filter(kind="621").delete()
    waybill = first.messages.get(kind="511")
    Message.objects.filter(pk=waybill.pk).update(superseded_at=timezone.now())
    waybill.pk, waybill.version, waybill.state = None, 2, "rejected"
    waybill.save(force_insert=True)
    assert prepare_pending_lists(limit=1) == 1
    assert the_list(second).state == "waiting"


def test_cancellations_without_a_number_keep_no_other_waiting(page):
    first, second = declared_orders()
    for order in (first, second):
        request_withdrawal(order, reason="Cancelled by the buyer.")
    receive_and_read(receipt_for(the_list(second), "120", 1))
    assert withdraw_pending(limit=1) == 1
    assert second.messages.filter(kind="623").exists()
    assert first.number not in page()  # customs may still give it a number
    Order.objects.update(cancel_requested_at=timezone.now() - timedelta(hours=2))
    assert first.number in page()
    receive_and_read(receipt_for(the_list(first), "120", 1))
    assert withdraw_pending() == 1
    assert first.number not in page()


def test_returns_without_a_number_keep_no_other_waiting(page):
    returns = []
    for order in declared_orders():
        reply(the_list(order), "2", "120", "800")
        order.refresh_from_db()
        Order.objects.filter(pk=order.pk).update(released_at=timezone.now())
        assert ship.ship(order)
        goods_return = request_return(order, {1: 1}, reason="faulty")
        assert apply_to_customs(goods_return, actor=None)
        returns.append(goods_return)
    without_number = returns[0]
    Declaration.objects.filter(order=without_number.order).update(invt_no="")
    assert declare_pending_returns(limit=1) == 1
    assert Message.objects.get(kind="625").business_key == returns[1].number
    assert without_number.number in page()
    assert returns[1].number not in page()
    Declaration.objects.filter(order=without_number.order).update(invt_no="461120991000000009")
    assert declare_pending_returns(limit=1) == 1
    assert without_number.number not in page()


def test_the_first_page_counts_them_and_organizers_may_look(client, django_user_model):
    [order] = declared_orders(1)
    request_withdrawal(order, reason="Cancelled by the buyer.")
    Order.objects.update(cancel_requested_at=timezone.now() - timedelta(hours=2))
    user = django_user_model.objects.create_user("organizer@expo.test", "x")
    user.groups.add(Group.objects.get_or_create(name=ORGANIZERS)[0])
    client.force_login(user)
    assert client.get("/clearance/").context["blocked"] == 1
    assert order.number in client.get("/clearance/held-up/").content.decode()
