from decimal import Decimal

import pytest

from catalog.models import StockMovement, StockRecord
from orders.errors import OrderActionError
from orders.limits import quota
from orders.models import QuotaEntry, QuotaYear, StockReservation
from orders.reservations import commit_stock, free_reserved, reserve
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_buyer, make_group, make_order

pytestmark = pytest.mark.django_db


def stock_of(variant):
    record = StockRecord.objects.get(variant=variant)
    return record.on_hand, record.reserved


def used_by(order):
    return QuotaYear.objects.get(person=order.buyer.id_hash).used


# R-LIM-8
def test_placed_order_reserves_its_pieces_and_its_share_of_the_year():
    order = make_order(make_variant_for_sale(stock=5, price="100.00"), quantity=2)
    assert stock_of(order.lines.get().variant) == (5, 2)
    assert used_by(order) == Decimal("200.00")
    assert order.quota.state == QuotaEntry.State.RESERVED


def test_giving_back_twice_gives_back_once():
    order = make_order(make_variant_for_sale(stock=5), quantity=2)
    assert free_reserved(order, reason="expired") is True
    assert free_reserved(order, reason="expired") is False
    assert stock_of(order.lines.get().variant) == (5, 0)
    assert used_by(order) == Decimal("0.00")


def test_goods_leave_once_and_are_not_given_back_afterwards():
    order = make_order(make_variant_for_sale(stock=5), quantity=2)
    assert commit_stock(order) is True
    assert commit_stock(order) is False
    free_reserved(order, reason="late")
    assert stock_of(order.lines.get().variant) == (3, 0)


def test_expired_order_that_is_paid_after_all_is_reserved_again():
    order = make_order(make_variant_for_sale(stock=2), quantity=2)
    free_reserved(order, reason="expired")
    reserve([order])
    assert stock_of(order.lines.get().variant) == (2, 2)
    assert used_by(order) == Decimal("200.00")
    assert [row.state for row in StockReservation.objects.order_by("pk")] == [
        "released",
        "reserved",
    ]


def test_expired_order_can_not_be_reserved_again_once_the_goods_are_gone():
    variant = make_variant_for_sale(stock=2)
    late = make_order(variant, quantity=2)
    free_reserved(late, reason="expired")
    make_order(variant, quantity=1, buyer=make_buyer(number="110105188002020022"))
    with pytest.raises(OrderActionError) as exc_info:
        reserve([late])
    assert len(exc_info.value.reasons) == 1
    assert stock_of(variant) == (2, 1)
    assert used_by(late) == Decimal("0.00")


def test_every_shortage_of_a_checkout_is_named_at_once_and_nothing_is_kept():
    group = make_group()
    buyer = make_buyer()
    orders = [
        make_order(
            make_variant_for_sale(stock=n), quantity=4, group=group, buyer=buyer, reserved=False
        )
        for n in (3, 9, 0)
    ]
    with pytest.raises(OrderActionError) as exc_info:
        reserve(orders)
    assert len(exc_info.value.reasons) == 2
    assert "3" in exc_info.value.reasons[0]
    assert StockMovement.objects.filter(kind="reserved").count() == 0
    assert QuotaYear.objects.count() == 0


def test_year_is_full_at_exactly_its_limit_and_not_a_fen_beyond():
    buyer = make_buyer()
    for _ in range(5):
        make_order(make_variant_for_sale(price="5000.00"), buyer=buyer)
    make_order(make_variant_for_sale(price="1000.00"), buyer=buyer)
    assert quota.balance(buyer.id_hash).left == Decimal("0.00")
    with pytest.raises(OrderActionError):
        make_order(make_variant_for_sale(price="0.01"), buyer=buyer)
    assert quota.balance(buyer.id_hash).used == Decimal("26000.00")


def test_the_year_belongs_to_the_person_not_to_the_account():
    make_order(make_variant_for_sale(price="300.00"), buyer=make_buyer())
    again = make_buyer(name="林若溪")
    assert quota.balance(again.id_hash).used == Decimal("300.00")


def test_release_uses_the_year_and_an_accepted_return_gives_it_back():
    order = make_order(make_variant_for_sale(price="300.00"))
    assert quota.commit(order) is True
    assert quota.free_reserved(order) is False
    quota.give_back(order, Decimal("100.00"))
    assert used_by(order) == Decimal("200.00")
    with pytest.raises(ValueError, match="does not hold"):
        quota.give_back(order, Decimal("200.01"))


def test_customs_release_after_a_rejection_counts_again():
    order = make_order(make_variant_for_sale(price="300.00"))
    quota.free_reserved(order)
    assert quota.commit(order) is True
    assert used_by(order) == Decimal("300.00")
