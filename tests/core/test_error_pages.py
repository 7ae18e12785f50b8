"""Pages that are missing or closed say so within the site's layout: menu, search and cart."""

import pytest
from django.test import Client
from django.urls import path
from django.utils import translation

from config.urls import urlpatterns as site_urls
from core.models import User
from tests.html import folded

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("an error of ours")


urlpatterns = [path("broken/", broken), *site_urls]


def has_layout(html, prefix=""):
    return all(
        part in folded(html)
        for part in (
            f'role="search" action="{prefix}/goods/"',
            f'href="{prefix}/exhibitors/"',
            f'href="{prefix}/cart/"',
            'class="footer"',
            'name="robots" content="noindex"',
        )
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_missing_page_keeps_menu_search_and_cart(client, prefix):
    response = client.get(f"{prefix}/orders/E0/page/1/")
    assert response.status_code == 404
    assert has_layout(response.content.decode(), prefix)


def test_closed_page_shows_who_is_signed_in(client):
    client.force_login(User.objects.create_user("consumer@expo.test", "a-long-password"))
    response = client.get("/clearance/")
    html = response.content.decode()
    assert response.status_code == 403
    assert has_layout(html)
    assert 'href="/accounts/"' in html


def test_expired_form_gets_a_page_in_its_own_language():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/cart/add/", {"sku": "X"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "This form has expired" in html
    assert has_layout(html, "/en")


@pytest.mark.urls(__name__)
def test_server_error_needs_no_database_and_links_onwards(client, django_assert_num_queries):
    client.raise_request_exception = False
    with translation.override("zh-hans"), django_assert_num_queries(0):
        response = client.get("/broken/")
    html = folded(response.content.decode())
    assert response.status_code == 500
    assert 'role="search" action="/goods/"' in html
    assert 'href="/centers/"' in html
