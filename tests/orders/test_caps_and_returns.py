"""What comes back in time frees the yearly cap of that good, as it frees the yearly limit."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from orders.actions import ship
from orders.actions.update_clearance import set_clearance_state
from orders.errors import OrderActionError
from orders.limits import caps
from orders.models import CapUse, Order
from orders.monitoring import integrity
from orders.reservations import reserve
from orders.returns import customs_accepts, receive_back, request_return
from tests.factories import make_list_entry, make_variant_for_sale
from tests.orders.factories import checkout_form, make_buyer, make_order, pay_for, put_into_cart
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db
SUGAR = {"hs_code": "1701991090", "net_weight_g": Decimal(500), "gross_weight_g": Decimal(600)}


@pytest.fixture
def sugar():
    """Two kilograms a person and year; half a kilogram a bag."""
    make_list_entry("17019910", name_zh="砂糖", note_kind="cap", cap=Decimal(2), cap_unit="035")
    return make_variant_for_sale(filing=SUGAR, stock=99)


def buy(client, variant, quantity):
    put_into_cart(client, variant, quantity)
    return try_again(client)


def try_again(client):
    """With what is still in the cart."""
    return client.post(reverse("orders:checkout"), checkout_form(client))


def delivered(order):
    pay_for(order)
    order.refresh_from_db()
    assert set_clearance_state(order, "released", allowed_from=["waiting"], at=timezone.now())
    assert ship.ship(order)
    assert ship.deliver(order)
    return order


@pytest.fixture
def used_up(client, sugar):
    """Four bags are with their buyer: the year's sugar is used up."""
    assert buy(client, sugar, 4).status_code == 302
    order = delivered(Order.objects.get())
    assert buy(client, sugar, 1).status_code == 409
    return order


def come_back(order, bags, *, day=3):
    """Requested, back in the zone and accepted by customs, `day` days after the release."""
    Order.objects.filter(pk=order.pk).update(released_at=timezone.now() - timedelta(days=day))
    goods_return = request_return(order, {1: bags}, reason="faulty")
    assert receive_back(goods_return, actor=None)
    return goods_return


def accepted(goods_return):
    now = timezone.now()
    return customs_accepts(goods_return, applied_on=timezone.localdate(), at=now)


def test_bags_that_are_back_can_be_bought_again(client, sugar, used_up):
    goods_return = come_back(used_up, 1)
    assert try_again(client).status_code == 409  # customs has not yet taken them back
    assert [accepted(goods_return), accepted(goods_return)] == [True, False]
    assert CapUse.objects.get().given_back == Decimal("0.5")
    assert try_again(client).status_code == 302
    assert buy(client, sugar, 1).status_code == 409
    assert (integrity.returns(), integrity.quota()) == ([], [])


def test_bags_by_and_by_free_the_whole_and_no_more(used_up):
    for _ in range(2):
        accepted(come_back(used_up, 2))
    assert CapUse.objects.get().given_back == Decimal(2)
    with pytest.raises(ValueError, match="does not hold"):
        caps.give_back(used_up.lines.get(), 1)
    assert integrity.returns() == []


def test_a_late_return_frees_nothing(client, sugar, used_up):
    accepted(come_back(used_up, 1, day=31))
    assert CapUse.objects.get().given_back == 0
    assert try_again(client).status_code == 409
    assert integrity.returns() == []


def test_integrity_reports_a_cap_that_no_return_explains(used_up):
    CapUse.objects.update(given_back=Decimal("0.5"))
    [error] = integrity.returns()
    assert "yearly cap" in error


@pytest.mark.django_db(transaction=True)
def test_a_return_settles_while_its_buyer_buys_again(sugar):
    """Two answers of customs and three checkouts at once: one bag is freed, one is bought."""
    needs_row_locks()
    buyer = make_buyer()

    def placed(bags):
        order = make_order(sugar, buyer=buyer, quantity=bags, reserved=False)
        line = order.lines.get()
        share = caps.CapShare("17019910", "砂糖", "035", Decimal(2), Decimal("0.5") * bags)
        line.filing["list_cap"] = share.as_copied()
        line.save()
        return order

    first = placed(4)
    reserve([first])
    goods_return = come_back(delivered(first), 1)
    again = [placed(1) for _ in range(3)]

    def settle_or_reserve(i):
        if i < 2:
            return accepted(goods_return)
        try:
            reserve([again[i - 2]])
        except OrderActionError:
            return "rejected"
        return "reserved"

    outcomes = run_together(5, settle_or_reserve)
    assert sorted(outcomes[:2]) == [False, True]
    assert outcomes[2:].count("reserved") <= 1
    used = caps.used_by(buyer.id_hash, timezone.localdate().year, ["17019910"])
    assert used["17019910"] == Decimal("1.5") + Decimal("0.5") * outcomes[2:].count("reserved")
    Order.objects.filter(quota=None).update(cancelled_at=timezone.now())  # those rejected
    assert (integrity.returns(), integrity.quota()) == ([], [])
