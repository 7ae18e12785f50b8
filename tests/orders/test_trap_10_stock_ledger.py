"""Trap 10: whatever happens to orders in whatever sequence, reserved, sold and free are all there
is, nothing is negative, and an action done twice is done once."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from catalog.actions.stock import receive
from catalog.integrity import stock as stock_differences
from catalog.models import StockRecord
from orders.actions.cancel import cancel
from orders.actions.expire import expire_overdue
from orders.actions.ship import ship
from orders.actions.update_clearance import set_clearance_state
from orders.errors import OrderActionError
from orders.limits import quota
from orders.models import Order, OrderGroup, QuotaYear, Refund
from orders.models.order import ClearanceState as C
from orders.monitoring import integrity
from orders.payments.refunds import confirm_refund, request_refund
from orders.reservations import free_reserved, reserve
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_buyer, make_order, pay_for
from tests.sampling import examples

PRICES = ("0.01", "33.33", "999.99", "4999.99")


class Shop(RuleBasedStateMachine):
    """`self.orders`: every order ever tried, the rejected ones included."""

    @initialize(first=st.integers(0, 6), second=st.integers(0, 6))
    def open(self, first, second):
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.variants = [
            make_variant_for_sale(stock=first, price="33.33"),
            make_variant_for_sale(stock=second, price="4999.99"),
        ]
        self.buyers = [make_buyer(), make_buyer(number="110105188002020022")]
        self.orders = []

    def teardown(self):
        if hasattr(self, "rollback"):
            transaction.set_rollback(True)
            self.rollback.__exit__(None, None, None)

    def one(self, n):
        return Order.objects.get(pk=self.orders[n % len(self.orders)].pk)

    @rule(good=st.integers(0, 1), buyer=st.integers(0, 1), pieces=st.integers(1, 3))
    def place(self, good, buyer, pieces):
        try:
            with transaction.atomic():
                order = make_order(self.variants[good], buyer=self.buyers[buyer], quantity=pieces)
        except OrderActionError:
            return
        self.orders.append(order)

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99))
    def pay(self, n):
        order = self.one(n)
        if order.payment_state == "awaiting" and order.cancelled_at is None:
            pay_for(order)

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99))
    def pay_late(self, n):
        """The rule of trap 9's stock side: late money takes the goods again if they are there."""
        order = self.one(n)
        if order.payment_state == "failed" and order.cancelled_at is None:
            try:
                reserve([order])
            except OrderActionError:
                return
            pay_for(order)

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99), twice=st.booleans())
    def expire(self, n, twice):
        group = self.one(n).group
        OrderGroup.objects.filter(pk=group.pk).update(pay_by=timezone.now() - timedelta(hours=1))
        expire_overdue()
        if twice:
            assert expire_overdue() == 0

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99))
    def cancel(self, n):
        order = self.one(n)
        with suppress(OrderActionError):
            cancel(order, reason="test")
        if self.one(n).cancelled_at:
            assert free_reserved(order, reason="again") is False

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99), new=st.sampled_from([C.SENT, C.REJECTED, C.RELEASED]))
    def change_clearance_state(self, n, new):
        order = self.one(n)
        if order.payment_state == "paid" and order.cancelled_at is None:
            set_clearance_state(order, new, allowed_from=[C.WAITING, C.SENT, C.REJECTED])

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99))
    def ship(self, n):
        order = self.one(n)
        moved = ship(order)
        assert not (moved and order.clearance_state != C.RELEASED)
        assert ship(order) is False

    @precondition(lambda self: self.orders)
    @rule(n=st.integers(0, 99), part=st.sampled_from(["0.01", "10.00", "all"]))
    def refund(self, n, part):
        order = self.one(n)
        with suppress(OrderActionError):
            request_refund(order, amount=None if part == "all" else Decimal(part), reason="test")
        for row in Refund.objects.exclude(state=Refund.State.DONE):
            assert confirm_refund(row) is True
            assert confirm_refund(row) is False

    @rule(good=st.integers(0, 1), pieces=st.integers(1, 3))
    def restock(self, good, pieces):
        receive(self.variants[good].stock.get(), pieces, reference="test")

    @invariant()
    def balances_agree(self):
        if not hasattr(self, "orders"):
            return
        assert (
            stock_differences() == integrity.stock() == integrity.quota() == integrity.sums() == []
        )
        for record in StockRecord.objects.all():
            assert 0 <= record.reserved <= record.on_hand
        for year in QuotaYear.objects.all():
            assert 0 <= year.used <= quota.balance(year.person).limit


@pytest.mark.django_db
@pytest.mark.slow("whole histories of a shop, made up by hypothesis")
def test_balances_agree_after_whatever_happens(settings_of_run):
    run_state_machine_as_test(Shop, settings=settings_of_run)


@pytest.fixture
def settings_of_run():
    return settings(
        max_examples=examples(50, everyday=8),  # a second each
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
