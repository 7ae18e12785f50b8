"""The fake Stripe of `make run`: it sends webhooks, and it remembers."""

import time

import pytest

from orders.models import GatewayEvent
from orders.payments.attempts import settle, start_payment
from tests.fake_stripe import SECRET, FakeStripe
from tests.orders.factories import make_order
from tests.orders.payment_steps import states


@pytest.fixture
def start_fake_stripe(settings, tmp_path):
    running = []

    def start(webhook="http://127.0.0.1:9/"):
        fake_stripe = FakeStripe(tmp_path / "store", webhook)
        running.append(fake_stripe)
        fake_stripe.wait()
        settings.STRIPE_API_BASE = fake_stripe.base
        settings.STRIPE_IS_FAKE, settings.STRIPE_FULL_OPTIONS = True, False
        settings.STRIPE_WEBHOOK_SECRET = SECRET
        return fake_stripe

    yield start
    for fake_stripe in running:
        fake_stripe.stop()


def test_fake_stripe_itself_sends_the_webhook_of_the_paid_order(live_server, start_fake_stripe):
    fake_stripe = start_fake_stripe(live_server.url + "/payments/stripe/webhook/")
    group = make_order().group
    _, intent = start_payment(group)
    fake_stripe.pay(intent.reference)
    events = GatewayEvent.objects.filter(kind="payment_intent.succeeded", outcome="paid")
    until = time.monotonic() + 30
    while not events.exists() and time.monotonic() < until:
        time.sleep(0.1)
    assert events.count() == 1
    assert states(group) == ["paid"]


@pytest.mark.django_db
def test_fake_stripe_remembers_yesterday_s_payments(start_fake_stripe):
    first = start_fake_stripe()
    group = make_order().group
    _, intent = start_payment(group)
    first.pay(intent.reference)
    first.process.kill()
    first.process.wait()
    start_fake_stripe()
    assert settle(intent.reference) == "paid"
