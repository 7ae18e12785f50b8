import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from core.rate_limits import client_ip, limited, network_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on(settings):
    settings.RATE_LIMITS_ON = True
    settings.RATE_LIMITS = {"test": (2, 60)}


@limited("test")
def page(request):
    return HttpResponse("open")


@limited("test", methods=["POST"])
def form(request):
    return HttpResponse("thanks")


def request_from(view, address, method="get"):
    request = getattr(RequestFactory(), method)("/", REMOTE_ADDR=address)
    return view(request)


def test_the_third_request_is_limited_and_says_how_long():
    assert [request_from(page, "192.0.2.1").status_code for _ in range(3)] == [200, 200, 429]
    limited_response = request_from(page, "192.0.2.1")
    assert 1 <= int(limited_response["Retry-After"]) <= 60
    assert "操作太频繁" in limited_response.content.decode()
    assert request_from(page, "192.0.2.2").status_code == 200


def test_only_the_methods_named_are_counted():
    assert [request_from(form, "192.0.2.3").status_code for _ in range(5)] == [200] * 5
    posts = [request_from(form, "192.0.2.3", "post").status_code for _ in range(3)]
    assert posts == [200, 200, 429]


def test_a_forged_forwarding_header_makes_no_new_client(settings):
    def ip_behind(forwarded):
        request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
        return client_ip(request)

    assert ip_behind("203.0.113.9") == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert ip_behind("198.51.100.1, 203.0.113.9") == "203.0.113.9"
    settings.TRUSTED_PROXIES = 2
    assert (
        ip_behind("203.0.113.9") == "10.0.0.1"
    )  # fewer hops than proxies: not our proxies' header


def test_a_whole_ipv6_network_is_one_visitor():
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")
    assert network_of("nonsense") == "unknown"


@pytest.mark.parametrize(
    "written", ["192.0.2.7", "::ffff:192.0.2.7", "192.0.2.7:5678", "[::ffff:192.0.2.7]:443"]
)
def test_an_ipv4_address_is_itself_however_a_proxy_writes_it(written):
    """All of them were one visitor, "::" or "unknown"."""
    assert network_of(written) == "192.0.2.7"


def test_an_ipv6_address_may_have_a_port():
    assert network_of("[2001:db8::1]:443") == network_of("2001:db8::1") == "2001:db8::"
