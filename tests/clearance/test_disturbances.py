"""Whatever goes wrong between the site and customs, every order reaches its right end, nothing goes
out under one key with two contents, and the balances agree. `python -m benchmarks faults` plays the
same with hundreds of orders, a worker that is killed and servers that restart."""

from collections import Counter

import pytest
from django.db.models import Sum
from django.utils import timezone

from clearance.actions.bulk_resend import continue_bulk_resends, resend_many
from clearance.models import Attempt, Batch, Message, Receipt
from clearance.monitoring.integrity import check as clearance_differences
from evidence.verification import verify_chain
from orders.models import Order, OrderEvent
from orders.monitoring import integrity
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db
FEW = 4
BUSY = [{"kind": kind, "info": "[Code:1301;Desc:系统异常]"} for kind in ("311", "621")]


@pytest.fixture
def orders(settings):
    settings.CLEARANCE_BATCH_RECORDS = 2
    settings.CLEARANCE_TIMEOUT = 1
    variant = make_variant_for_sale(stock=10)
    buyers = (
        make_buyer(number=valid_identity(f"1101051881{n:02d}01001")) for n in range(1, FEW + 1)
    )
    return [make_order(variant, buyer=buyer, paid=True) for buyer in buyers]


@pytest.fixture
def bad(customs):
    """Customs with injected faults; without any afterwards."""
    customs.forget_receipts()
    yield customs.set_faults
    customs.set_faults()


def tries():
    """How often anything was handed over, a batch counted once."""
    requests = Message.objects.filter(batch=None)
    return sum(rows.aggregate(n=Sum("tries"))["n"] or 0 for rows in (requests, Batch.objects.all()))


def ends():
    return Counter(Order.objects.values_list("clearance_state", flat=True))


def play(customs, expected):
    """Run the periodic tasks until all orders have ended; no back-off is waited for."""

    def done():
        for rows in (Message.objects, Batch.objects):
            rows.filter(state="waiting").update(due_at=timezone.now())
        return ends() == expected and customs.is_idle()

    customs.work_until(done, seconds=60)
    customs.deliver()  # what came after the last word
    assert customs.conflicts() == []
    assert (clearance_differences(), integrity.stock(), integrity.quota()) == ([], [], [])
    assert verify_chain().holds


@pytest.mark.parametrize(
    "scenario",
    [
        {"lose_answer_every": 3},
        {"garbage_answer_every": 3},
        {"error_every": 2, "error_status": 503},
        {"hang_every": 6},
    ],
    ids=["lost answers", "garbage", "5xx", "half-open"],
)
@pytest.mark.slow("waits until an answer counts as lost")
def test_what_gets_no_answer_goes_again_with_the_same_bytes(orders, customs, bad, scenario):
    bad(**scenario)
    play(customs, {"released": FEW})
    assert Attempt.objects.filter(outcome="failed").exists()
    assert Message.objects.filter(version__gt=1).count() == 0


@pytest.mark.slow("the answers come byte by byte on purpose")
def test_slow_bytes_cost_time_and_nothing_else(orders, customs, bad):
    bad(slow_bytes=0.001)
    play(customs, {"released": FEW})
    assert tries() == 2 + 3 * FEW  # orders in batches of two; payment, waybill and list of each


@pytest.mark.parametrize(
    ("scenario", "arrivals"),
    [
        ({"repeat_receipts": 3}, 3),
        ({"lose_receipt_every": 2, "redeliver_after": 0.3}, 1),
        ({"reorder_within": 1.0}, 1),
        ({"delay_receipts": 0.5}, 1),
    ],
    ids=["repeated", "lost", "reordered", "delayed"],
)
@pytest.mark.slow("waits for receipts that are late on purpose")
def test_receipts_late_lost_and_repeated(orders, customs, bad, scenario, arrivals):
    bad(**scenario)
    play(customs, {"released": FEW})
    assert set(Receipt.objects.values_list("arrivals", flat=True)) == {arrivals}
    kinds = Counter(OrderEvent.objects.values_list("kind", flat=True))
    assert (kinds["released"], kinds["rejected"]) == (FEW, 0)


def test_garbage_beside_receipts_is_kept_and_shown(orders, customs, bad):
    bad(garbage_receipt_every=2)
    play(customs, {"released": FEW})
    assert Receipt.objects.exclude(last_error="").count() == 1  # the same bytes every time


def test_some_are_inspected_and_some_shipped_back(orders, customs, bad):
    inspected, back = (f"^{order.number}$" for order in orders[:2])
    bad(inspect=[inspected], detain=[{"order": back, "status": "599", "then": "700"}])
    play(customs, {"released": FEW - 1, "rejected": 1})
    event_kinds = OrderEvent.objects.filter(order=orders[0]).values_list("kind", flat=True)
    assert list(event_kinds)[-3:] == ["under_review", "inspected", "released"]


def test_what_was_rejected_by_rule_passes_when_a_clerk_sends_it_again(orders, customs, bad, clerk):
    bad(refuse=BUSY[:1])
    customs.work_until(lambda: ends() == {"rejected": FEW})
    bad(refuse=BUSY[1:])
    resend_many({"queue": "rejected"}, actor=clerk, token="orders")
    continue_bulk_resends()
    lists = Message.objects.filter(kind="621", state="rejected")
    customs.work_until(lambda: lists.count() == FEW)
    bad()
    resend_many({"queue": "rejected"}, actor=clerk, token="lists")
    continue_bulk_resends()
    play(customs, {"released": FEW})
    versions = Message.objects.filter(version=2).values_list("kind", flat=True)
    assert Counter(versions) == {"311": FEW, "621": FEW}
