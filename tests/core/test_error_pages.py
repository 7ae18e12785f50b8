"""What is not there, or not open, is said in the site's own frame: menu, search and cart."""

import pytest
from django.test import Client
from django.urls import path
from django.utils import translation

from config.urls import urlpatterns as of_the_site
from core.models import User
from tests.html import folded

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("an error of ours")


urlpatterns = [path("broken/", broken), *of_the_site]


def has_the_frame(html, prefix=""):
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
    answer = client.get(f"{prefix}/orders/E0/page/1/")
    assert answer.status_code == 404
    assert has_the_frame(answer.content.decode(), prefix)


def test_closed_page_says_who_is_signed_in_by_the_frame(client):
    client.force_login(User.objects.create_user("consumer@expo.test", "a-long-password"))
    answer = client.get("/clearance/")
    html = answer.content.decode()
    assert answer.status_code == 403
    assert has_the_frame(html)
    assert 'href="/accounts/"' in html


def test_expired_form_is_said_in_the_frame_and_in_the_page_s_language():
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/en/cart/add/", {"sku": "X"})
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "This form has expired" in html
    assert has_the_frame(html, "/en")


@pytest.mark.urls(__name__)
def test_fault_of_ours_asks_no_database_and_still_leads_on(client, django_assert_num_queries):
    client.raise_request_exception = False
    with translation.override("zh-hans"), django_assert_num_queries(0):
        answer = client.get("/broken/")
    html = folded(answer.content.decode())
    assert answer.status_code == 500
    assert 'role="search" action="/goods/"' in html
    assert 'href="/centers/"' in html
