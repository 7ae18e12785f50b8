"""Every call of ours is a legal call by Stripe's published description, with production's options.

stripe-mock checks the request, forgets it, and answers with a fixture: only the request matters."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from orders.payments.base import GatewayError, PaymentRequest
from orders.payments.stripe import StripeGateway
from orders.payments.stripe.client import client, translated_errors

pytestmark = [pytest.mark.stripe_mock, pytest.mark.django_db]  # it notes that the provider answered
REQUEST = PaymentRequest(
    key="E261124000000000001-1",
    amount=Decimal("673.06"),
    currency="CNY",
    group="17",
    attempt=1,
    orders=("E261124000000000001", "E261124000000000002"),
)


@pytest.fixture
def gateway(settings):
    settings.STRIPE_API_BASE = os.environ["STRIPE_MOCK_URL"]
    settings.STRIPE_SECRET_KEY = "sk_test_123"
    settings.STRIPE_FULL_OPTIONS = True
    settings.STRIPE_PAYMENT_METHODS = ["card", "alipay", "wechat_pay"]
    settings.STRIPE_RETRIES = 0
    return StripeGateway()


def test_start(gateway):
    intent = gateway.start(REQUEST)
    assert intent.reference.startswith("pi_")
    assert intent.secret


def test_start_with_as_many_orders_as_a_cart_can_hold(gateway):
    gateway.start(replace(REQUEST, orders=tuple(f"E26112400000000{n:04}" for n in range(60))))


def test_retrieve(gateway):
    assert gateway.retrieve("pi_123").reference


def test_close(gateway):
    assert gateway.close("pi_123").reference


@pytest.mark.parametrize("reason", ["cancelled", "twice"])
def test_refund(gateway, reason):
    result = gateway.refund("pi_123", Decimal("1.00"), number="R261124000000000001", reason=reason)
    assert result.reference.startswith("re_")


def test_transactions(gateway):
    now = datetime.now(UTC)
    list(gateway.transactions(now - timedelta(days=1), now))


@pytest.mark.parametrize(
    "params", [{"currency": "cny"}, {"amount": 1, "currency": "cny", "colour": "red"}]
)
def test_fake_rejects_what_stripe_would_reject(gateway, params):
    """Or this file would prove nothing."""
    with pytest.raises(GatewayError) as exc_info, translated_errors():
        client().v1.payment_intents.create(params)
    assert exc_info.value.permanent
