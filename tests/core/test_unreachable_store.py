"""Redis is gone: pages and purchases go on uncounted, guesses at secrets get a clear answer. Every
form answered 500, signing in, the cart and the checkout among them."""

import time

import pytest
from axes.handlers.proxy import AxesProxyHandler
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from core import redis_cache
from core.models import User
from core.rate_limits import limited
from tests.accounts.test_accounts import PASSWORD, sign_in, who

pytestmark = pytest.mark.django_db
NOBODY_LISTENS = {
    "LOCATION": "redis://127.0.0.1:1/0",
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
}


@pytest.fixture(autouse=True)
def _redis_is_gone(settings, monkeypatch):
    settings.RATE_LIMITS_ON = settings.AXES_ENABLED = True
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "core.redis_cache.OptionalRedisCache", **NOBODY_LISTENS},
        "shared": {"BACKEND": "core.redis_cache.PausingRedisCache", **NOBODY_LISTENS},
    }
    monkeypatch.setattr(redis_cache.PausingClient, "silent_until", 0.0)
    AxesProxyHandler.get_implementation(force=True)  # it keeps the cache it had
    yield
    AxesProxyHandler.implementation = None


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("page", ["/goods/", "/search/suggest?q=a", "/accounts/sign-in/", "/cart/"])
def test_pages_are_shown(visitor, page):
    assert visitor.get(page).status_code == 200


@pytest.mark.parametrize("scope", ["cart", "checkout", "order", "sign_up", "enquiry"])
def test_what_buyers_send_is_taken_uncounted(scope):
    view = limited(scope)(lambda request: HttpResponse("taken"))
    assert [view(RequestFactory().post("/")).status_code for _ in range(3)] == [200] * 3


def test_somebody_new_applies_for_an_account(visitor):
    form = {"login": "mei@example.com", "password": PASSWORD, "accept": "on", "language": "en"}
    assert visitor.post(reverse("accounts:sign_up"), form).url.endswith("/check-mail/")


def test_a_password_is_not_taken_and_the_page_says_when_to_come_back(visitor):
    User.objects.create_user("lin@example.com", PASSWORD)
    answer = sign_in(visitor, "lin@example.com")
    assert (answer.status_code, answer["Retry-After"], who(visitor)) == (503, "60", None)
    assert "暂时不接受密码和验证码" in answer.content.decode()


def test_nor_where_django_axes_alone_counts(visitor, settings):
    settings.RATE_LIMITS_ON = False
    User.objects.create_user("lin@example.com", PASSWORD)
    assert sign_in(visitor, "lin@example.com").status_code == 503
    assert who(visitor) is None


def test_a_server_that_did_not_answer_is_left_alone_for_five_seconds(monkeypatch):
    """Each try may take two seconds, and a page makes several."""
    caches["default"].get("anything")
    until = redis_cache.PausingClient.silent_until
    assert 4 < until - time.monotonic() <= 5
    caches["default"].get("anything")
    assert redis_cache.PausingClient.silent_until == until
    monkeypatch.setattr(redis_cache.PausingClient, "silent_until", 0.0)
    caches["default"].get("anything")
    assert redis_cache.PausingClient.silent_until > until


def test_an_optional_cache_without_its_server_is_an_empty_one():
    cache = caches["default"]
    cache.set("a", 1)
    cache.set_many({"a": 1})
    cache.delete("a")
    assert (cache.get("a"), cache.get("a", 2), cache.get_many(["a"])) == (None, 2, {})
    assert ("a" in cache, cache.get_or_set("a", 3)) == (False, 3)
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
