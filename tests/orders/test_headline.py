from itertools import product

import pytest

from orders.models.order import ClearanceState, FulfilmentState, PaymentState
from orders.timeline.headline import headline

TABLE = [
    # payment, clearance, fulfilment, cancelled → code
    ("awaiting", "waiting", "waiting", False, "awaiting_payment"),
    ("awaiting", "waiting", "waiting", True, "cancelled"),
    ("failed", "waiting", "waiting", False, "expired"),
    ("failed", "waiting", "waiting", True, "cancelled"),
    ("paid", "waiting", "waiting", False, "paid"),
    ("paid", "waiting", "waiting", True, "refunding"),
    ("paid", "prepared", "waiting", False, "paid"),
    ("paid", "sent", "waiting", False, "declared"),
    ("paid", "received", "packed", False, "declared"),
    ("paid", "under_review", "packed", False, "under_review"),
    ("paid", "rejected", "waiting", False, "rejected"),
    ("paid", "cancelled", "waiting", False, "clearance_cancelled"),
    ("paid", "released", "packed", False, "released"),
    ("partly_refunded", "released", "shipped", False, "shipped"),
    ("paid", "released", "ready", False, "ready"),
    ("paid", "released", "delivered", False, "delivered"),
    ("paid", "released", "returned", False, "returned"),
    ("refunded", "released", "returned", False, "returned"),
    ("refunded", "waiting", "waiting", True, "refunded"),
    ("refunded", "rejected", "waiting", False, "refunded"),
]


@pytest.mark.parametrize(("payment", "clearance", "fulfilment", "cancelled", "code"), TABLE)
def test_headline_of_each_situation(payment, clearance, fulfilment, cancelled, code):
    assert headline(payment, clearance, fulfilment, cancelled=cancelled).code == code


def test_every_combination_of_states_has_a_text():
    for payment, clearance, fulfilment, dead in product(
        PaymentState, ClearanceState, FulfilmentState, (True, False)
    ):
        line = headline(payment, clearance, fulfilment, cancelled=dead)
        assert str(line.title)
        assert str(line.next)


def test_unpaid_order_never_reads_as_paid():
    for clearance, fulfilment in product(ClearanceState, FulfilmentState):
        for payment in ("awaiting", "failed"):
            line = headline(payment, clearance, fulfilment, cancelled=False)
            assert line.code in {"awaiting_payment", "expired"}
