"""Stock never oversells, and the trail of movements always explains the record."""

import random

import pytest
from django.db import transaction

from catalog import integrity
from catalog.actions import stock
from catalog.models import StockMovement, StockRecord
from catalog.signals import goods_changed
from tests.factories import make_stock, make_variant, make_zone
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def jar():
    return make_stock(make_variant(), 3)


def counts(record):
    record.refresh_from_db()
    return record.on_hand, record.reserved


def test_reserved_pieces_stay_on_hand_but_are_no_longer_free(jar):
    stock.reserve({jar.pk: 2}, reference="E1")

    assert counts(jar) == (3, 2)
    assert jar.free == 1
    assert list(jar.movements.values_list("kind", "on_hand", "reserved", "reference")) == [
        ("received", 3, 0, "opening"),
        ("reserved", 0, 2, "E1"),
    ]


def test_a_cart_that_wants_more_than_there_is_takes_nothing_and_hears_every_shortage(jar):
    cup = make_stock(make_variant(), 1)

    with pytest.raises(stock.OutOfStockError) as short:
        stock.reserve({cup.pk: 2, jar.pk: 4}, reference="E1")

    assert short.value.shortages == [(jar.pk, 3), (cup.pk, 1)]
    assert (counts(jar), counts(cup)) == ((3, 0), (1, 0))
    assert StockMovement.objects.filter(kind="reserved").count() == 0


def test_one_line_short_gives_the_other_lines_back(jar):
    cup = make_stock(make_variant(), 1)

    with pytest.raises(stock.OutOfStockError):
        stock.reserve({jar.pk: 1, cup.pk: 2}, reference="E1")

    assert (counts(jar), counts(cup)) == ((3, 0), (1, 0))


def test_a_record_that_is_gone_is_short_of_everything(jar):
    with pytest.raises(stock.OutOfStockError) as short:
        stock.reserve({jar.pk + 99: 1}, reference="E1")
    assert short.value.shortages == [(jar.pk + 99, 0)]


def test_freed_pieces_are_free_again(jar):
    stock.reserve({jar.pk: 2}, reference="E1")
    stock.free({jar.pk: 2}, reference="E1")
    assert counts(jar) == (3, 0)


def test_shipped_pieces_leave_the_warehouse(jar):
    stock.reserve({jar.pk: 2}, reference="E1")
    stock.ship({jar.pk: 2}, reference="E1")
    assert counts(jar) == (1, 0)


@pytest.mark.parametrize("verb", [stock.free, stock.ship])
def test_what_was_never_reserved_cannot_leave(jar, verb):
    with pytest.raises(stock.StockMismatchError):
        verb({jar.pk: 1}, reference="E1")
    assert counts(jar) == (3, 0)


def test_returned_and_received_pieces_add_up(jar):
    stock.receive(jar, 5, reference="delivery 7")
    stock.receive_returned({jar.pk: 1}, reference="E1")
    assert counts(jar) == (9, 0)


def test_counting_the_shelf_leaves_the_difference_as_a_movement(jar):
    stock.set_on_hand(jar, 2, actor=None, reason="counted")
    stock.set_on_hand(jar, 2, actor=None, reason="counted again")

    assert counts(jar) == (2, 0)
    assert list(jar.movements.values_list("kind", "on_hand")) == [
        ("received", 3),
        ("adjusted", -1),
    ]


def test_counting_cannot_take_away_what_orders_reserve(jar):
    stock.reserve({jar.pk: 2}, reference="E1")
    with pytest.raises(stock.StockMismatchError):
        stock.set_on_hand(jar, 1, actor=None, reason="counted")
    assert counts(jar) == (3, 2)


@pytest.mark.parametrize("pieces", [0, -1])
def test_stock_moves_by_pieces_above_zero(jar, pieces):
    with pytest.raises(ValueError):
        stock.reserve({jar.pk: pieces}, reference="E1")


def test_search_is_notified_of_goods_that_sell_out_or_come_back_and_of_nothing_else(jar):
    changes = []

    def listen(product_pks, **kwargs):
        changes.append(product_pks)

    goods_changed.connect(listen)
    try:
        stock.reserve({jar.pk: 1}, reference="E1")
        stock.reserve({jar.pk: 2}, reference="E2")
        stock.ship({jar.pk: 1}, reference="E1")
        stock.free({jar.pk: 2}, reference="E2")
    finally:
        goods_changed.disconnect(listen)

    product = jar.variant.product_id
    assert changes == [[product], [product]]


def test_the_check_names_a_record_its_movements_do_not_explain(jar):
    assert integrity.stock() == []
    StockRecord.objects.filter(pk=jar.pk).update(on_hand=7)
    assert integrity.stock() == [
        f"stock of {jar.variant.sku} in hn-bonded: 7 on hand, movements say 3;"
        " 0 reserved, movements say 0"
    ]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_buyers_race_for_the_last_piece():
    needs_row_locks()
    last = make_stock(make_variant(), 1)

    def buy(i):
        stock.reserve({last.pk: 1}, reference=f"E{i}")

    outcomes = run_together(20, buy)

    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, stock.OutOfStockError) for outcome in outcomes) == 19
    assert counts(last) == (1, 1)
    assert integrity.stock() == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_carts_in_opposite_order_and_a_delivery_never_deadlock():
    needs_row_locks()
    zone = make_zone()
    first = make_stock(make_variant(), 500, zone)
    second = make_stock(make_variant(), 500, zone)

    def shop(i):
        dice = random.Random(i)
        for n in range(25):
            pair = [first, second] if (i + n) % 2 else [second, first]
            wanted = {record.pk: dice.randint(1, 2) for record in pair}
            with transaction.atomic():
                stock.reserve(wanted, reference=f"E{i}-{n}")
            if n % 3 == 0:
                stock.free(wanted, reference=f"E{i}-{n}")
            if n % 5 == 1:
                stock.receive(pair[0], 3, reference="delivery")

    assert run_together(6, shop) == [None] * 6
    assert integrity.stock() == []
