"""A hall of two rows back to back, and visitors who look at its plan by browser."""

from types import SimpleNamespace

import pytest

from expo.models import Stand
from tests.exhibitors.factories import make_booth, make_edition, make_exhibitor
from tests.journeys.conftest import Visitor
from tests.search.browser.conftest import _browser_first, chromium, wait_for_request_threads

__all__ = ["_browser_first", "chromium"]
HALL = "/2026/halls/h1/"


@pytest.fixture
def hall(live_server):
    """A-01, A-02 above B-01, B-02; firms from New Zealand and Norway at A-01 and B-02."""
    edition = make_edition()
    for stand in Stand.objects.all():
        x, y = 10 + 15 * (int(stand.code[-1]) - 1), 10 if stand.code[0] == "A" else 16
        stand.shape = [[x, y], [x + 15, y], [x + 15, y + 6], [x, y + 6]]
        stand.save()
    kiwi = make_exhibitor("kiwi", name_zh="长云牧场", name_en="Longcloud Farms")
    make_booth(kiwi, stand="A-01")
    fjord = make_exhibitor("fjord", name_zh="峡屿生活", name_en="Fjellro Living", country="NO")
    make_booth(fjord, stand="B-02")
    return SimpleNamespace(url=live_server.url, hall=edition.halls.get())


@pytest.fixture
def visit(chromium, hall):
    """A function that opens a window on the plan: width 1280, or a phone's 390."""
    opened = []

    def make(width=1280, script=True, address=HALL):
        context = chromium.new_context(
            viewport={"width": width, "height": 844 if width < 500 else 900}, locale="zh-CN",
            has_touch=width < 500, is_mobile=width < 500, java_script_enabled=script,
        )  # fmt: skip
        context.set_default_timeout(30_000)
        visitor = Visitor(context.new_page(), hall)
        opened.append((context, visitor))
        return visitor.go(address)

    yield make
    for context, _visitor in opened:
        context.close()
    wait_for_request_threads()
    assert [visitor.errors for _context, visitor in opened if visitor.errors] == []
