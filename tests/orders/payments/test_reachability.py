"""Whether the payment provider can be reached is noted by the calls that are made anyway, and told
to those who watch the site."""

import pytest
import stripe
from django.db import DatabaseError

from core.models import Heartbeat
from orders.models import GatewayEvent
from orders.monitoring.system_figures import provider
from orders.payments import reachability
from orders.payments.base import GatewayError
from orders.payments.stripe.client import translated_errors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_noted():
    reachability._written.clear()


def call(error=None):
    with translated_errors():
        if error:
            raise error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (None, "payment_provider_answer_age_seconds"),
        # a refusal is an answer
        (stripe.CardError("no", "", "", http_status=402), "payment_provider_answer_age_seconds"),
        (stripe.APIConnectionError("away"), "payment_provider_error_age_seconds"),
        (stripe.APIError("broken", http_status=503), "payment_provider_error_age_seconds"),
        (ValueError("a proxy's page"), "payment_provider_error_age_seconds"),
    ],
)
def test_each_call_tells_whether_the_provider_answered(error, expected):
    try:
        call(error)
    except GatewayError:
        assert error
    assert [figure.name for figure in provider()] == [expected]


def test_many_calls_write_one_row(django_assert_max_num_queries):
    call()
    with django_assert_max_num_queries(0):
        for _ in range(10):
            call()
    assert Heartbeat.objects.filter(name=reachability.ANSWERED).count() == 1


def test_a_database_that_does_not_write_stops_no_payment(monkeypatch):
    def fail(name):
        raise DatabaseError("locked")

    monkeypatch.setattr(Heartbeat, "beat", fail)
    call()
    assert list(provider()) == []


def test_the_last_notification_is_told_with_its_provider():
    for number, name in enumerate(("manual", "stripe")):
        GatewayEvent.objects.create(provider=name, event_id=str(number), kind="paid", payload={})
    [figure] = provider()
    assert (figure.name, figure.of) == ("payment_notice_age_seconds", "stripe")
    assert figure.value < 60
