"""Trap 2: the same pieces on two lines, each of which alone could be had."""

import pytest

from orders.errors import OrderActionError
from orders.models import CartLine, OrderLine, StockReservation
from orders.reservations import reserve
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order, put_into_cart

pytestmark = pytest.mark.django_db


def test_same_sku_from_search_and_from_a_booth_ends_at_the_stock(client):
    variant = make_variant_for_sale(stock=3)
    put_into_cart(client, variant, 2)
    put_into_cart(client, variant, 2, next="/exhibitors/kiwi/")
    assert CartLine.objects.get().quantity == 3


def test_two_lines_of_one_stock_record_are_added_up_before_they_are_reserved():
    variant = make_variant_for_sale(stock=3)
    order = make_order(variant, quantity=2, reserved=False)
    line = order.lines.get()
    OrderLine.objects.create(
        **{
            field.attname: getattr(line, field.attname)
            for field in OrderLine._meta.concrete_fields
            if field.name not in ("id", "line")
        },
        line=2,
    )
    with pytest.raises(OrderActionError) as exc_info:
        reserve([order])
    assert len(exc_info.value.reasons) == 1
    assert "3" in exc_info.value.reasons[0]
    assert "4" in exc_info.value.reasons[0]
    assert StockReservation.objects.count() == 0
    assert variant.stock.get().reserved == 0
