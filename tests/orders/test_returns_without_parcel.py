"""Customs has taken a return back, and its parcel never comes: it ends, and all are notified."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from core.groups import CLERKS
from evidence.models import Entry
from exhibitors.models import Membership
from orders.actions import ship
from orders.actions.update_clearance import set_clearance_state
from orders.emails.buyers import render_email
from orders.errors import OrderActionError
from orders.models import Order, OrderEmail, OrderEvent, Return
from orders.monitoring import integrity
from orders.returns import (
    apply_to_customs,
    close,
    close_lost,
    customs_accepts,
    receive_back,
    request_return,
)
from orders.tasks import close_lost_returns
from tests.factories import make_variant_for_export
from tests.orders.factories import make_export, make_group, make_order
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(consumer):
    """A return that customs took back at once; its parcel is still to come. Released today."""
    order = make_order(group=make_group(consumer), quantity=2, paid=True)
    now = timezone.now()
    assert set_clearance_state(order, "released", allowed_from=["waiting"], at=now)
    assert ship.ship(order)
    assert ship.deliver(order)
    goods_return = request_return(order, {1: 1}, reason="faulty")
    assert apply_to_customs(goods_return, actor=None)
    today = timezone.localdate()
    assert customs_accepts(goods_return, applied_on=today, at=now)
    return goods_return


def days_later(goods_return, days, *, requested=None):
    """As if the release, and the wish, were so many days ago."""
    now = timezone.now()
    released, applied = now - timedelta(days=days), timezone.localdate() - timedelta(days=days)
    Order.objects.filter(pk=goods_return.order_id).update(released_at=released)
    requested_at = now - timedelta(days=days if requested is None else requested)
    Return.objects.filter(pk=goods_return.pk).update(requested_at=requested_at, applied_on=applied)
    goods_return.refresh_from_db()


def event_kinds(order):
    return [event.kind for event in OrderEvent.objects.filter(order=order)]


@pytest.fixture
def seller(accepted, django_user_model):
    user = django_user_model.objects.create_user("sales@expo.test", "x")
    Membership.objects.create(user=user, exhibitor=accepted.order.exhibitor, role="sales")
    return user


def desk(goods_return, path=""):
    return f"/desk/{goods_return.order.exhibitor.slug}/orders/returns/{path}"


def test_the_exhibitor_closes_what_never_came_and_the_buyer_is_notified(
    client, accepted, seller, consumer
):
    client.force_login(seller)
    days_later(accepted, 45)
    address = desk(accepted, f"{accepted.number}/close/")
    assert address not in client.get(desk(accepted)).content.decode()
    page = client.post(address, follow=True).content.decode()
    assert "包裹仍可能送达" in page
    days_later(accepted, 46)
    page = client.get(desk(accepted)).content.decode()
    assert address in page
    assert consumer.email not in page
    for _ in range(2):
        assert client.post(address).status_code == 302
    accepted.refresh_from_db()
    assert (accepted.state, accepted.arrived_on, accepted.tax_booked_at) == ("closed", None, None)
    assert not accepted.order.refunds.exists()
    assert event_kinds(accepted.order).count("return_closed") == 1
    emails = OrderEmail.objects.filter(template="return")
    [email] = [email for email in emails if email.data["step"] == "closed"]
    _subject, text = render_email(email)
    assert "包裹仍未到达" in text
    entry = Entry.objects.filter(subject=f"order {accepted.order.number}").latest("sequence")
    assert entry.kind == "return_closed"
    client.force_login(consumer)
    assert "退货已关闭" in client.get(accepted.order.get_absolute_url()).content.decode()
    assert integrity.returns() == []


def test_who_only_looks_at_the_desk_closes_nothing(client, accepted, django_user_model):
    viewer = django_user_model.objects.create_user("viewer@expo.test", "x")
    Membership.objects.create(user=viewer, exhibitor=accepted.order.exhibitor, role="viewer")
    days_later(accepted, 60)
    client.force_login(viewer)
    assert f'action="{desk(accepted)}' not in client.get(desk(accepted)).content.decode()
    assert client.post(desk(accepted, f"{accepted.number}/close/")).status_code == 403


def test_a_clerk_closes_it_on_the_orders_page(client, accepted, clerk):
    days_later(accepted, 46)
    assert 'name="close"' in client.get(accepted.order.get_absolute_url()).content.decode()
    client.post(f"/orders/{accepted.order.number}/returns/{accepted.number}/", {"close": "1"})
    accepted.refresh_from_db()
    assert accepted.state == "closed"


@pytest.mark.parametrize(
    ("released", "requested", "closed"), [(60, 50, False), (61, 50, True), (200, 30, False)]
)
def test_nobody_closes_it_and_the_task_does_after_its_term(accepted, released, requested, closed):
    """45 days of customs and fifteen more; of a late wish fifteen from it, and fifteen more."""
    days_later(accepted, released, requested=requested)
    close_lost_returns()
    accepted.refresh_from_db()
    assert accepted.state == ("closed" if closed else "accepted")
    if not closed:
        days_later(accepted, released + 1, requested=requested + 1)
        assert [close_lost(), close_lost()] == [1, 0]


def test_a_parcel_that_comes_after_all_is_taken_in(accepted):
    days_later(accepted, 70)
    assert close(accepted, actor=None)
    assert receive_back(accepted, actor=None)
    accepted.refresh_from_db()
    assert (accepted.state, accepted.late) == ("accepted", "arrived_late")
    assert accepted.order.refunds.get().amount == accepted.lines.get().price_back
    with pytest.raises(OrderActionError):
        close(accepted, actor=None)
    assert integrity.returns() == []


def test_its_pieces_are_not_returned_a_second_time(accepted):
    days_later(accepted, 70)
    close(accepted, actor=None)
    with pytest.raises(OrderActionError):
        request_return(accepted.order, {1: 2}, reason="faulty")


@pytest.mark.django_db(transaction=True)
def test_the_parcel_comes_while_two_people_and_the_task_close(accepted):
    needs_row_locks()
    days_later(accepted, 70)

    def receive_or_close(i):
        if i == 0:
            return receive_back(accepted, actor=None)
        if i == 1:
            return bool(close_lost())
        try:
            return close(accepted, actor=None)
        except OrderActionError:
            return False

    outcomes = run_together(4, receive_or_close)
    accepted.refresh_from_db()
    assert outcomes[0] is True
    assert outcomes[1:].count(True) <= 1
    assert (accepted.state, accepted.late) == ("accepted", "arrived_late")
    assert event_kinds(accepted.order).count("return_closed") == outcomes[1:].count(True)
    assert integrity.returns() == []


def test_an_export_whose_deadlines_nobody_watches_is_waited_for_and_closed(client, consumer):
    """Customs may let goods in again before they are here; they were never an import."""
    order = make_export(make_variant_for_export(), paid=True)
    assert set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    assert ship.ship(order)
    goods_return = request_return(order, {1: 1}, reason="not_taken")
    assert apply_to_customs(goods_return, actor=None)
    today = timezone.localdate()
    assert customs_accepts(goods_return, applied_on=today, at=timezone.now())
    consumer.groups.add(Group.objects.get(name=CLERKS))
    client.force_login(consumer)
    for days, closed in ((15, 0), (31, 1)):
        days_later(goods_return, days)
        assert client.get(order.get_absolute_url()).status_code == 200
        assert close_lost() == closed
    assert event_kinds(order)[-1] == "return_closed"
