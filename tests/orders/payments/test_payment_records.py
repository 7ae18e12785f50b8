"""What is kept of Stripe's answer for customs says everything of the money and nothing of who
paid."""

import json

import pytest
import stripe

from orders.models import PaymentRecord
from orders.payments.records import store_response
from orders.payments.stripe.conversion import read_intent
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db
PERSON = (
    "Lin Ruoxi",
    "lin@example.test",
    "+8613800001234",
    "Garden Road 39",
    "4242",
    "fp_1",
    "cus_1",
)
STORED_FIELDS = {
    "id": "pi_1", "object": "payment_intent", "amount": 54550, "amount_received": 54550,
    "currency": "cny", "status": "succeeded", "created": 1764000000, "livemode": True,
    "description": "E-Expo E1", "metadata": {"group": "7", "attempt": "1", "orders": "E1"},
    "payment_method_types": ["card"],
}  # fmt: skip
STORED_CHARGE = {
    "id": "ch_1", "object": "charge", "amount": 54550, "amount_captured": 54550,
    "currency": "cny", "status": "succeeded", "paid": True, "captured": True,
    "created": 1764000009, "balance_transaction": "txn_1", "payment_intent": "pi_1",
}  # fmt: skip
RESPONSE = {
    **STORED_FIELDS,
    "client_secret": "pi_1_secret_2", "customer": "cus_1", "receipt_email": PERSON[1],
    "shipping": {"name": PERSON[0], "address": {"line1": PERSON[3]}},
    "latest_charge": {
        **STORED_CHARGE,
        "billing_details": {"name": PERSON[0], "email": PERSON[1], "phone": PERSON[2],
                            "address": {"line1": PERSON[3], "country": "CN"}},
        "payment_method_details": {"card": {"last4": "4242", "fingerprint": "fp_1"}},
        "receipt_url": "https://pay.example.test/receipts/1",
    },
}  # fmt: skip


def without_payer():
    return {**STORED_FIELDS, "latest_charge": STORED_CHARGE}


@pytest.fixture
def attempt():
    attempt = make_order(paid=True).payments.get().attempt
    attempt.provider = "stripe"
    attempt.save()
    return attempt


# R-PRIV-1
def test_the_money_is_kept_member_by_member_and_the_payer_left_out(attempt):
    intent = read_intent(stripe.PaymentIntent.construct_from(RESPONSE, "sk_test"))
    assert (intent.payer_name, intent.secret) == (PERSON[0], "pi_1_secret_2")  # used, not kept
    store_response(attempt, intent)
    response = PaymentRecord.objects.get(attempt=attempt).response
    assert json.loads(response) == without_payer()
    assert not any(text in response for text in (*PERSON, "secret"))
