import pytest

from catalog.models import Product
from orders.actions.cancel import cancel
from orders.popularity import count_sales
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def test_pieces_paid_for_are_counted_once_and_fall_with_a_cancellation():
    variant = make_variant_for_sale(stock=9)
    paid = [make_order(variant, quantity=n, paid=True) for n in (1, 2)]
    make_order(variant, quantity=3)
    assert count_sales() == 1
    assert count_sales() == 0
    assert Product.objects.get().sales == 3
    cancel(paid[1], reason="test")
    assert count_sales() == 1
    assert Product.objects.get().sales == 1
