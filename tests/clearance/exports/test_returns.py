"""Exported goods come back: the agent declares the return (213), the operator tallies what stands
at the site (215), and customs' word moves the return."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clearance.actions.declare_return import declare_pending_returns
from clearance.exports.tally import tally, tally_pending_returns
from clearance.models import Message, ZoneParty
from clearance.monitoring.integrity import check as clearance_differences
from clearance.sending.forward import forward, forward_requests
from orders.actions.ship import ship
from orders.models import Order, Refund, Return
from orders.monitoring import integrity
from orders.returns import receive_back, request_return
from orders.returns.rules import next_step_text
from tests.clearance.customs_receipts import reply
from tests.factories import make_variant_for_export
from tests.orders.factories import make_export
from tests.threads import needs_row_locks, run_together
from tools.demo.clearance import seed

pytestmark = pytest.mark.django_db


def abroad(customs, mode="1210"):
    """An export of two pieces that customs has released and that has left."""
    variant = make_variant_for_export(mode=mode)
    seed()
    make_export(variant, quantity=2, paid=True)
    customs.work_until(lambda: Order.objects.get().clearance_state == "released")
    ship(Order.objects.get())
    return Order.objects.get()


@pytest.mark.slow("an export goes out and comes back")
@pytest.mark.parametrize("mode", ["1210", "9610"])
def test_a_clerk_notes_the_return_customs_lets_it_in_and_the_price_goes_back(
    client, customs, clerk, mode
):
    order = abroad(customs, mode)
    page = reverse("orders:order", args=[order.number])
    assert reverse("orders:return", args=[order.number]) in client.get(page).content.decode()
    client.post(
        reverse("orders:return", args=[order.number]),
        {"line-1": 1, "reason": "not_taken", "client_token": "a-form-of-the-clerk"},
    )
    goods_return = Return.objects.get()
    move = reverse("orders:move_return", args=[order.number, goods_return.number])
    for _twice in range(2):
        client.post(
            move, {"receive": "1", "on": timezone.localdate().isoformat(), "sellable": "on"}
        )
    customs.work_until(lambda: Message.objects.filter(kind="215", state="accepted").exists())
    applied, tallied = (Message.objects.get(kind=kind) for kind in ("213", "215"))
    assert (applied.state, tallied.business_key) == ("accepted", f"T{goods_return.number[1:]}")
    goods_return.refresh_from_db()
    assert goods_return.state == "accepted"
    assert goods_return.tax_booked_at is None  # there was none
    refund = Refund.objects.get()
    assert refund.amount == order.lines.get().unit_price
    for message in (applied, tallied):
        assert client.get(reverse("clearance:message", args=[message.pk])).status_code == 200
    html = client.get(page).content.decode()
    assert str(next_step_text(goods_return)) in html
    assert (clearance_differences(), integrity.stock(), integrity.quota(), integrity.sums()) == (
        [],
        [],
        [],
        [],
    )


@pytest.mark.slow("an export goes out and comes back twice")
def test_a_rejected_return_waits_for_a_clerk_and_more_than_left_never_goes(customs, clerk):
    order = abroad(customs)
    customs.set_faults(refuse=[{"kind": "213", "info": "原清单不符"}])
    try:
        goods_return = request_return(order, {1: 2}, reason="not_taken")
        receive_back(goods_return, actor=clerk)
        customs.work_until(lambda: Return.objects.get().state == "rejected")
    finally:
        customs.set_faults()
    assert Message.objects.get(kind="213").state == "rejected"
    assert not Message.objects.filter(kind="215").exists()


def test_without_an_operator_no_tally_is_requested(customs, clerk):
    order = abroad(customs)
    ZoneParty.objects.filter(role="operator").delete()
    receive_back(request_return(order, {1: 1}, reason="not_taken"), actor=clerk)
    customs.work_until(lambda: Return.objects.get().state == "accepted")
    assert tally_pending_returns() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_write_a_return_and_its_tally_once(settings):
    needs_row_locks()
    roles = ("payment", "logistics", "agent", "operator")
    settings.CLEARANCE_PARTNERS = dict.fromkeys(roles, "tests.clearance.fakes.Firm")
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    goods_return = received(make_variant_for_export())
    run_together(4, lambda _i: declare_pending_returns())
    applied = Message.objects.get(kind="213")
    forward_requests(10)
    reply(applied, "2", "120")
    outcomes = run_together(4, lambda _i: tally(goods_return.pk))
    assert sorted(outcomes) == [False, False, False, True]
    assert Message.objects.get(kind="215").order_id == goods_return.order_id


def received(variant):
    """A return whose goods are here, of an export declared with the fakes at the door."""
    from clearance.documents.preparation import prepare, prepare_pending_lists

    seed()
    order = make_export(variant, paid=True)
    prepare(order.pk)
    forward(10)
    for kind in ("303", "403", "505"):
        reply(order.messages.get(kind=kind), "2", "120")
    prepare_pending_lists()
    forward(10)
    reply(order.messages.get(kind="603"), "2", "120", "800")
    Order.objects.update(released_at=timezone.now())
    ship(Order.objects.get())
    goods_return = request_return(Order.objects.get(), {1: 1}, reason="not_taken")
    receive_back(goods_return, actor=None)
    return goods_return
