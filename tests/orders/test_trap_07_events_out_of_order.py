"""Trap 7: notices arrive in any order, late and repeated. Each only says where to look, so the end
is always the same."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orders.models import GatewayEvent, Payment
from tests.orders.payment_steps import knock, notice, open_checkout, states
from tests.sampling import sample

KINDS = (
    "payment_intent.created",
    "payment_intent.processing",
    "payment_intent.succeeded",
    "charge.refunded",
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def tell(django_capture_on_commit_callbacks):
    """Deliver a notice about a payment; what it nudges happens at once."""

    def deliver(reference, kind):
        body = notice(reference, kind)
        if kind.startswith("charge."):
            body = body.replace('"object": "payment_intent"', '"object": "charge"').replace(
                f'"id": "{reference}"', f'"id": "ch_1", "payment_intent": "{reference}"'
            )
        with django_capture_on_commit_callbacks(execute=True):
            assert knock(body).status_code == 200

    return deliver


def ending(group):
    return (
        states(group),
        Payment.objects.filter(order__group=group).count(),
        sorted(GatewayEvent.objects.needing_a_person().values_list("kind", flat=True)),
    )


@pytest.mark.parametrize(
    "order", sample(permutations(KINDS), 12), ids=lambda order: "-".join(order)[:60]
)
def test_every_order_of_notices_ends_alike(fake_stripe, tell, order):
    group, reference = open_checkout()
    fake_stripe.pay(reference)
    fake_stripe.http.post("/v1/refunds", data={"payment_intent": reference, "amount": "10"})
    for kind in order:
        tell(reference, kind)
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
def test_notices_before_and_after_the_money_in_any_number(fake_stripe, tell, before, after):
    group, reference = open_checkout()
    for kind in before:
        tell(reference, kind)
    assert states(group) == ["awaiting"]
    fake_stripe.pay(reference)
    for kind in after:
        tell(reference, kind)
    assert ending(group)[:2] == (["paid"], 1)
