"""Trap 7: webhooks arrive in any order, late and repeated. Each only says where to look, so the end
is always the same."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.models import GatewayEvent, Payment
from tests.orders.payment_steps import open_checkout, post_webhook, states, webhook_body
from tests.sampling import sample

KINDS = (
    "payment_intent.created",
    "payment_intent.processing",
    "payment_intent.succeeded",
    "charge.refunded",
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def send_event(django_capture_on_commit_callbacks):
    """Post a webhook about a payment; the tasks that it enqueues run at once."""

    def deliver(reference, kind):
        body = webhook_body(reference, kind)
        if kind.startswith("charge."):
            body = body.replace('"object": "payment_intent"', '"object": "charge"').replace(
                f'"id": "{reference}"', f'"id": "ch_1", "payment_intent": "{reference}"'
            )
        with django_capture_on_commit_callbacks(execute=True):
            assert post_webhook(body).status_code == 200

    return deliver


def ending(group):
    return (
        states(group),
        Payment.objects.filter(order__group=group).count(),
        sorted(GatewayEvent.objects.needing_a_person().values_list("kind", flat=True)),
    )


@pytest.mark.parametrize(
    "sequence", sample(permutations(KINDS), 12), ids=lambda sequence: "-".join(sequence)[:60]
)
def test_every_sequence_of_webhooks_ends_alike(fake_stripe, send_event, sequence):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    fake_stripe.http.post("/v1/refunds", data={"payment_intent": reference, "amount": "10"})
    for kind in sequence:
        send_event(reference, kind)
    assert ending(group) == (["paid"], 1, ["charge.refunded"])


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    before=st.lists(st.sampled_from(KINDS[:3]), max_size=4),
    after=st.lists(st.sampled_from(KINDS[:3]), min_size=1, max_size=5),
)
def test_any_number_of_webhooks_before_and_after_the_money(fake_stripe, send_event, before, after):
    group, reference = open_checkout()
    for kind in before:
        send_event(reference, kind)
    assert states(group) == ["awaiting"]
    fake_stripe.pay(reference)
    for kind in after:
        send_event(reference, kind)
    assert ending(group)[:2] == (["paid"], 1)
