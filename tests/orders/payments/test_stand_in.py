"""The stand-in as `make run` has it: it tells us, and it remembers."""

import time

import pytest

from orders.models import GatewayEvent
from orders.payments.attempts import settle, start_payment
from tests.fake_stripe import SECRET, StandIn
from tests.orders.factories import make_order
from tests.orders.paying import states


@pytest.fixture
def start_stand_in(settings, tmp_path):
    running = []

    def start(webhook="http://127.0.0.1:9/"):
        stand_in = StandIn(tmp_path / "store", webhook)
        running.append(stand_in)
        stand_in.wait()
        settings.STRIPE_API_BASE = stand_in.base
        settings.STRIPE_STAND_IN, settings.STRIPE_FULL_OPTIONS = True, False
        settings.STRIPE_WEBHOOK_SECRET = SECRET
        return stand_in

    yield start
    for stand_in in running:
        stand_in.stop()


def test_stand_in_itself_tells_us_that_the_order_is_paid(live_server, start_stand_in):
    stand_in = start_stand_in(live_server.url + "/payments/stripe/webhook/")
    group = make_order().group
    _, intent = start_payment(group)
    stand_in.pay(intent.reference)
    told = GatewayEvent.objects.filter(kind="payment_intent.succeeded", outcome="paid")
    until = time.monotonic() + 30
    while not told.exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert told.count() == 1
    assert states(group) == ["paid"]


@pytest.mark.django_db
def test_stand_in_remembers_yesterday_s_payments(start_stand_in):
    first = start_stand_in()
    group = make_order().group
    _, intent = start_payment(group)
    first.pay(intent.reference)
    first.process.kill()
    first.process.wait()
    start_stand_in()
    assert settle(intent.reference) == "paid"
