from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from catalog.models import StockRecord
from orders.actions.cancel import cancel
from orders.actions.ship import ship
from orders.actions.update_clearance import set_clearance_state
from orders.models import Order, OrderGroup, QuotaEntry, QuotaYear, StockReservation
from orders.monitoring import integrity
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_buyer, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def orders():
    """Orders in many states, through the site's own actions."""
    variant = make_variant_for_sale(stock=20, price="33.33")
    buyers = [make_buyer(), make_buyer(number="110105188002020022")]
    orders = [make_order(variant, quantity=n % 3 + 1, buyer=buyers[n % 2]) for n in range(6)]
    cancel(orders[0], reason="test")
    shipped = make_order(variant, buyer=buyers[0], paid=True)
    set_clearance_state(shipped, "released", allowed_from=["waiting"])
    ship(shipped)
    return orders


def test_ledgers_of_a_normal_day_agree(orders):
    assert integrity.stock() == integrity.quota() == integrity.sums() == []


def test_stock_that_was_touched_by_hand_is_reported(orders):
    StockRecord.objects.update(reserved=1)
    assert len(integrity.stock()) == 1
    StockReservation.objects.filter(line__order=orders[1]).update(state="released")
    assert [line for line in integrity.stock() if orders[1].number in line]


def test_dead_order_that_still_reserves_something_is_reported(orders):
    Order.objects.filter(pk=orders[2].pk).update(payment_state="failed")
    assert [line for line in integrity.stock() if orders[2].number in line]
    assert [line for line in integrity.quota() if orders[2].number in line]


def test_year_that_was_touched_by_hand_is_reported(orders):
    QuotaYear.objects.filter(person=orders[1].buyer.id_hash).update(used=Decimal("1.00"))
    assert len(integrity.quota()) == 1
    QuotaEntry.objects.all().delete()
    assert len(integrity.quota()) > 2


def test_fen_that_went_missing_is_reported(orders):
    Order.objects.filter(pk=orders[3].pk).update(vat=Decimal("0.01"))
    OrderGroup.objects.filter(pk=orders[4].group_id).update(total=Decimal("1.00"))
    assert len(integrity.sums()) == 2


@pytest.mark.slow("seeds the tariff for the command")
def test_demo_orders_are_placed_and_paid_by_the_sites_actions(capsys, settings):
    settings.STRIPE_IS_FAKE = False
    make_variant_for_sale(stock=5)
    call_command("place_demo_orders", "3", "--pay")
    numbers = capsys.readouterr().out.split()
    assert len(numbers) == 3
    paid_orders = Order.objects.paid().filter(number__in=numbers)
    assert paid_orders.count() == 3
    assert paid_orders.values("buyer__id_hash").distinct().count() == 3
    assert integrity.stock() == integrity.quota() == integrity.sums() == []
    with pytest.raises(CommandError):
        call_command("place_demo_orders", "3", "--mode", "9610")
