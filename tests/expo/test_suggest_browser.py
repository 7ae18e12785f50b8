"""Suggestions under the search line, in a real browser."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="en"><body>
<form data-suggest="/search/suggest" action="/goods/">
<input type="search" aria-label="Search"></form>
<script src="/suggest.js"></script></body></html>"""


@contextmanager
def page(answer):
    """A page whose `/search/suggest` is answered by `answer(text, route)`."""
    from playwright.sync_api import sync_playwright

    def serve(route):
        url = route.request.url
        if url.endswith("/suggest.js"):
            route.fulfill(path=settings.BASE_DIR / "static/js/suggest.js")
        elif "/search/suggest" in url:
            answer(url.partition("?q=")[2], route)
        else:
            route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")

    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"]
        )
        sheet = browser.new_page()
        sheet.route("**/*", serve)
        sheet.goto("http://expo.test/")
        yield sheet
        browser.close()


def links(*words):
    return "".join(f'<a href="/goods/?q={word}">{word}</a>' for word in words)


def test_arrows_choose_and_enter_goes_there():
    with page(lambda text, route: route.fulfill(body=links("honey", "honeycomb"))) as sheet:
        box = sheet.get_by_role("combobox")
        box.press_sequentially("hon")
        sheet.get_by_role("option").first.wait_for()
        assert box.get_attribute("aria-expanded") == "true"
        box.press("ArrowDown")
        box.press("ArrowDown")
        chosen = box.get_attribute("aria-activedescendant")
        assert sheet.locator(f"#{chosen}").inner_text() == "honeycomb"
        box.press("Enter")
        sheet.wait_for_url("**/goods/?q=honeycomb")


def test_escape_closes_and_an_emptied_box_shows_nothing():
    with page(lambda text, route: route.fulfill(body=links("tea"))) as sheet:
        box = sheet.get_by_role("combobox")
        box.press_sequentially("t")
        sheet.get_by_role("option").wait_for()
        box.press("Escape")
        assert box.get_attribute("aria-expanded") == "false"
        box.fill("te")
        sheet.get_by_role("option").wait_for()
        box.fill("")
        sheet.wait_for_timeout(300)
        assert sheet.get_by_role("option").count() == 0


def test_an_older_answer_never_replaces_a_newer_one():
    held = []

    def answer(text, route):
        if text == "h":
            held.append(route)
        else:
            route.fulfill(body=links("honey"))

    with page(answer) as sheet:
        box = sheet.get_by_role("combobox")
        box.press_sequentially("h")
        sheet.wait_for_timeout(300)
        box.press_sequentially("o")
        sheet.get_by_role("option").wait_for()
        held[0].fulfill(body=links("ham", "herring"))
        sheet.wait_for_timeout(300)
        assert sheet.get_by_role("option").all_inner_texts() == ["honey"]


def test_nothing_is_asked_while_an_input_method_composes():
    asked = []

    def answer(text, route):
        asked.append(text)
        route.fulfill(body=links("蜂蜜"))

    with page(answer) as sheet:
        box = sheet.get_by_role("combobox")
        box.focus()
        box.dispatch_event("compositionstart")
        box.fill("feng mi")
        sheet.wait_for_timeout(300)
        assert asked == []
        box.fill("蜂蜜")
        box.dispatch_event("compositionend")
        sheet.get_by_role("option").wait_for()
        assert asked == ["%E8%9C%82%E8%9C%9C"]
