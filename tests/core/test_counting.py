"""Tries at the same moment are all counted, also where the shared cache is a table: of 120 passes
of a limit of 20, PostgreSQL once let 120 through and SQLite 32."""

import pytest
from axes.handlers.cache import AxesCacheHandler
from django.core.cache import caches
from django.test import RequestFactory

from core.rate_limits import seconds_to_wait
from tests.threads import run_together

pytestmark = pytest.mark.django_db(transaction=True)
THREADS, TRIES = 12, 10


def test_a_limit_lets_as_many_tries_through_as_it_says(settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {"test": (20, 3600)}

    def tries(_):
        return [seconds_to_wait("test", "192.0.2.1") for _ in range(TRIES)]

    waits = [wait for outcome in run_together(THREADS, tries) for wait in outcome]
    assert (len(waits), waits.count(0)) == (THREADS * TRIES, 20)


def test_failures_to_sign_in_are_all_counted(settings):
    """As django-axes counts them."""
    settings.AXES_ENABLED = True
    credentials = {"username": "lin@example.com"}

    def fail(_):
        request = RequestFactory().post("/accounts/sign-in/", REMOTE_ADDR="192.0.2.1")
        request.axes_locked_out = False
        request.axes_ip_address, request.axes_user_agent = "192.0.2.1", "x"
        request.axes_path_info = "/"
        AxesCacheHandler().user_login_failed(None, credentials, request)
        return request

    requests = run_together(THREADS, fail)
    assert sorted(request.axes_failures_since_start for request in requests) == [
        *range(1, THREADS + 1)
    ]
    assert AxesCacheHandler().get_failures(requests[0], credentials) == THREADS


def test_a_count_that_has_ended_is_no_count():
    with pytest.raises(ValueError, match="not found"):
        caches["shared"].incr("test:nothing")
