"""The search line while somebody types: keyboard, screen reader, input method, slow answers."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX = "header input[type=search]"
OPTION = "header [role=option]"
LONGER_THAN_THE_WAIT = 300  # ms


def type_in(visitor, text):
    visitor.page.locator(BOX).press_sequentially(text)
    return visitor.page


def first_option(page):
    return page.locator(OPTION).first


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])
def test_the_keyboard_leads_through_suggestions(visit, width):
    visitor = visit(width).go("/goods/")
    page = type_in(visitor, "krk")
    expect(first_option(page)).to_contain_text("首字母 krk")  # no more of `k`, nor of `kr`
    box = page.locator(BOX)
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"{OPTION} .price").first.inner_text().startswith("¥")
    announcement = page.locator("header form [role=status]").inner_text()
    assert announcement == f"{page.locator(OPTION).count()} 条建议"
    visitor.check_accessibility()
    box.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "krk"
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/goods/?brand=brand-1")


def test_the_popup_stays_inside_a_phones_screen(visit):
    page = type_in(visit(390).go("/goods/"), "可瑞康")
    first_option(page).wait_for()
    popup, line = (page.locator(f"header {part}").bounding_box() for part in (".suggest", "form"))
    assert (popup["x"], popup["width"]) == (0, 390)
    assert popup["y"] >= line["y"] + line["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_nothing_is_requested_while_an_input_method_composes(visit):
    visitor = visit().go("/goods/")
    page, requests = visitor.page, []
    page.on("request", lambda r: requests.append(r.url) if "/search/suggest" in r.url else None)
    page.locator(BOX).focus()
    keys = page.context.new_cdp_session(page)
    for typed in ("k", "ke", "ke r", "ke rui kang"):
        keys.send(
            "Input.imeSetComposition",
            {
                "text": typed,
                "selectionStart": len(typed),
                "selectionEnd": len(typed),
            },
        )
        page.wait_for_timeout(LONGER_THAN_THE_WAIT)
    assert page.locator(BOX).input_value() == "ke rui kang"
    assert requests == []
    keys.send("Input.insertText", {"text": "可瑞康"})
    first_option(page).wait_for()
    assert [url.rpartition("=")[2] for url in requests] == ["%E5%8F%AF%E7%91%9E%E5%BA%B7"]


@pytest.mark.parametrize("can_abort", [True, False])
def test_an_older_answer_never_stands_over_a_newer_one(visit, can_abort):
    """The first question is answered last; also where the browser can't call it off."""
    visitor = visit()
    page, delayed = visitor.page, []
    if not can_abort:
        page.add_init_script("AbortController.prototype.abort = function () {}")
    visitor.go("/goods/")
    page.route("**/search/suggest?q=m", lambda route: delayed.append(route))
    with page.expect_request("**/search/suggest?q=m"):
        type_in(visitor, "m")
    type_in(visitor, "inoka")
    page.locator(OPTION, has_text="“minoka”").wait_for()  # slow keys ask for their beginnings too
    newer = page.locator(OPTION).all_inner_texts()
    assert any("Minoka" in text for text in newer)
    try:
        delayed[0].fulfill(
            content_type="text/html",
            body='<div class="suggest__group"><a href="/goods/?q=old">old</a></div>',
        )
    except Exception:  # the browser has called the question off: that is the point
        assert can_abort
    page.wait_for_timeout(LONGER_THAN_THE_WAIT)
    assert page.locator(OPTION).all_inner_texts() == newer


def test_typing_fast_sends_few_requests_and_ends_with_the_last_word(visit):
    visitor = visit().go("/goods/")
    page, requests = visitor.page, []
    page.on("request", lambda r: requests.append(r.url) if "/search/suggest" in r.url else None)

    def slower_at_first(route):
        page.wait_for_timeout(400 if len(requests) == 1 else 0)
        route.continue_()

    page.route("**/search/suggest*", slower_at_first)
    page.locator(BOX).press_sequentially("karicare", delay=20)
    page.locator(OPTION, has_text="Karicare").first.wait_for()
    assert len(requests) < len("karicare")
    assert requests[-1].endswith("q=karicare")


def test_recent_searches_stay_on_the_device_and_can_be_forgotten(visit):
    visitor = visit(390).go("/goods/")
    page, sent = visitor.page, []
    for text in ("蜂蜜", "喷雾"):
        page.locator(BOX).fill(text)
        page.locator(BOX).press("Enter")
        page.wait_for_url("**q=**")
        page.wait_for_load_state()
    visitor.go("/centers/")
    page.on("request", lambda request: sent.append(request.url))
    page.locator(BOX).focus()
    first_option(page).wait_for()
    assert page.locator(OPTION).all_inner_texts() == ["喷雾", "蜂蜜"]
    assert [url for url in sent if "/static/" not in url] == []
    visitor.check_accessibility()
    page.get_by_role("button", name="清除搜索记录").click()
    page.locator(OPTION).first.wait_for(state="detached")
    visitor.go("/goods/")
    page.locator(BOX).focus()
    assert page.locator(OPTION).count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_that_fails_leaves_the_search_line_as_it_was(visit):
    visitor = visit().go("/goods/")
    page = visitor.page
    page.route("**/search/suggest*", lambda route: route.fulfill(status=429, body="wait"))
    with page.expect_response("**/search/suggest*"):
        type_in(visitor, "k")
    assert page.locator(BOX).get_attribute("aria-expanded") == "false"
    page.locator(BOX).press("Enter")
    page.wait_for_url("**q=k")
    visitor.errors.clear()  # the browser notes every 429
