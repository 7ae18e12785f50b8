"""Documents of many paid orders are written together, and none waits because of another."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearance.documents.preparation import AT_ONCE, prepare_pending_orders
from clearance.models import Message
from evidence.chain import GENESIS
from evidence.models import Entry
from orders.models import Order
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order
from tests.threads import needs_row_locks, run_together

pytestmark = pytest.mark.django_db(transaction=True)


def paid_orders(count):
    variant = make_variant_for_sale(stock=count)
    return [make_order(variant, paid=True) for _ in range(count)]


def states():
    return sorted(Order.objects.values_list("clearance_state", flat=True))


def test_the_same_queries_for_one_order_and_for_five():
    paid_orders(1)
    prepare_pending_orders()  # the ledger's first entry makes its chain
    paid_orders(1)
    with CaptureQueriesContext(connection) as for_one:
        assert prepare_pending_orders() == 1
    paid_orders(5)
    with CaptureQueriesContext(connection) as for_five:
        assert prepare_pending_orders() == 5
    assert len(for_five) == len(for_one)
    assert Message.objects.count() == 3 * 7


def test_every_order_leaves_a_line_of_its_own_in_the_chain():
    orders = paid_orders(3)
    assert prepare_pending_orders() == 3
    prepared = Entry.objects.filter(kind="prepared")
    assert {one.subject for one in prepared} == {f"order {order.number}" for order in orders}
    chain = [GENESIS, *Entry.objects.values_list("digest", flat=True)]
    assert list(Entry.objects.values_list("previous", flat=True)) == chain[:-1]


def test_one_order_that_cannot_be_written_keeps_no_other_waiting():
    """A document under its payment's number is there already, as an earlier mistake has left it."""
    orders = paid_orders(3)
    transaction = orders[1].payments.get().transaction
    Message.objects.create(order=orders[0], kind=Message.Kind.PAYMENT, business_key=transaction)
    assert prepare_pending_orders() == 2
    assert states() == ["prepared", "prepared", "waiting"]
    assert not orders[1].messages.exists()
    assert prepare_pending_orders() == 0


def test_several_workers_write_each_order_once():
    needs_row_locks()
    paid_orders(AT_ONCE + 10)
    counts = run_together(4, lambda _i: prepare_pending_orders())
    while left := prepare_pending_orders():
        counts.append(left)
    assert sum(counts) == AT_ONCE + 10
    assert set(states()) == {"prepared"}
    assert Message.objects.count() == 3 * (AT_ONCE + 10)
