"""People at work in a browser; the site itself serves them, on a port of its own."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from tests.journeys.conftest import Visitor
from tests.search.browser.conftest import (  # noqa: F401 - fixtures
    _browser_first,
    chromium,
    wait_for_request_threads,
)


@pytest.fixture
def at_work(chromium, live_server):  # noqa: F811
    """A function that opens a window in which somebody has signed in: width 1280, or 390."""
    opened = []

    def make(user, width=1280, language="zh-CN", **options):
        client = Client()
        client.force_login(user)
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=language, **options
        )
        context.set_default_timeout(15_000)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        visitor = Visitor(context.new_page(), SimpleNamespace(url=live_server.url))
        opened.append((context, visitor))
        return visitor

    yield make
    for context, _visitor in opened:
        context.close()
    wait_for_request_threads()
    assert [visitor.errors for _context, visitor in opened if visitor.errors] == []
