"""A rehearsal says on every page that it is one; no other site does."""

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from core.middleware.rehearsal import RehearsalBannerMiddleware
from core.models import User

IN_CHINESE = "不实际扣款，不发货，也不向海关申报。"
IN_ENGLISH = "No money moves, no goods are sent, and nothing is declared to customs."


@pytest.fixture
def _rehearsal(settings):
    settings.REHEARSAL = True


def text_of(client, path):
    return client.get(path).content.decode()


@pytest.mark.slow("the first pages of a process load every template")
@pytest.mark.django_db
@pytest.mark.usefixtures("_rehearsal")
def test_pages_of_the_site_carry_the_banner_in_both_languages(client):
    assert IN_CHINESE in text_of(client, "/accounts/sign-in/")
    assert IN_ENGLISH in text_of(client, "/en/accounts/sign-in/")
    assert IN_CHINESE in text_of(client, "/no-such-page/")
    assert finders.find("css/components/rehearsal.css")


@pytest.mark.django_db
@pytest.mark.usefixtures("_rehearsal")
def test_wagtails_admin_carries_it(client):
    client.force_login(User.objects.create_superuser("admin@example.com", "kraanvogel-7"))
    assert text_of(client, "/admin/").count(IN_CHINESE) == 1


@pytest.mark.django_db
def test_no_other_site_carries_it(client):
    assert IN_CHINESE not in text_of(client, "/accounts/sign-in/")


@pytest.mark.usefixtures("_rehearsal")
@pytest.mark.parametrize("kind", ["text/html", "application/json"])
def test_fragments_and_data_stay_as_they_are(kind):
    answer = HttpResponse("<p>a fragment</p>", content_type=kind)
    middleware = RehearsalBannerMiddleware(lambda request: answer)
    assert middleware(RequestFactory().get("/")).content == b"<p>a fragment</p>"


@pytest.mark.usefixtures("_rehearsal")
def test_the_length_that_is_told_includes_the_banner():
    page = HttpResponse(
        "<html><body class='x'>here</body></html>", headers={"Content-Length": "40"}
    )
    with translation.override("en"):
        answer = RehearsalBannerMiddleware(lambda request: page)(RequestFactory().get("/"))
    assert int(answer["Content-Length"]) == len(answer.content)
    assert answer.content.startswith(b"<html><body class='x'>\n")
    assert IN_ENGLISH.encode() in answer.content
