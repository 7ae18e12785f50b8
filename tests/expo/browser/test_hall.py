"""The plan as a tool: along the aisle by keys, cards in place, favourites on the device, a sheet on
phones; and all but favourites without script."""

import pytest
from playwright.sync_api import expect

from tests.expo.browser.conftest import HALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def focused(page):
    return page.evaluate(
        "new URLSearchParams((document.activeElement.getAttribute('href') || '').split('#')[0])"
        ".get('stand')"
    )


def stand(page, code):
    return page.locator(f".plan a.stand[href$='stand={code}#stand']")


def test_by_keys_along_the_aisle_and_into_the_card_and_back(visit):
    visitor = visit(address=f"{HALL}?country=NO")
    page = visitor.page
    stand(page, "A-01").focus()
    walk = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
        walk.append(focused(page))
    assert walk == ["A-02", "B-02", "B-01", "A-01", "A-01"]
    # one stop for Tab, however many stands
    assert page.locator(".plan a.stand[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("#stand")).to_be_focused()
    expect(page.locator("#stand h2")).to_have_text("长云牧场")
    assert page.url.endswith("?country=NO&stand=A-01#stand")
    expect(stand(page, "A-01")).to_have_attribute("aria-current", "true")
    visitor.check_accessibility()
    page.keyboard.press("Escape")
    assert focused(page) == "A-01"
    stand(page, "B-02").click()
    expect(page.locator("#stand h2")).to_have_text("峡屿生活")
    page.go_back()
    expect(page.locator("#stand h2")).to_have_text("长云牧场")


def test_favourites_stay_on_the_device_through_languages_and_can_be_taken_back(visit):
    page = visit(address=f"{HALL}?stand=B-02").page
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    page.locator("[data-fav]").click()
    expect(page.locator(".favs li")).to_have_text(["B-02峡屿生活挪威"])
    expect(stand(page, "B-02").locator(".fav")).to_have_count(1)
    assert [url for url in sent if "/static/" not in url] == []  # the favicon comes when it comes
    page.goto(page.url.replace("/2026/", "/en/2026/"))
    expect(page.locator(".favs li")).to_have_text(["B-02Fjellro LivingNorway"])
    expect(page.locator("[data-favs-count]")).to_have_text("1")
    page.locator(".favs button").click()
    expect(page.locator(".favs li")).to_have_count(0)
    page.locator("[data-favs-said] button").click()
    expect(page.locator(".favs li")).to_have_count(1)


def test_a_phone_has_a_sheet_that_closes_and_comes_back(visit):
    visitor = visit(390)
    page, sheet = visitor.page, visitor.page.locator("#stand")
    assert not sheet.is_visible()
    stand(page, "A-01").tap()
    expect(sheet).to_be_visible()
    visitor.check_accessibility()
    page.locator(".closer").tap()
    expect(sheet).not_to_be_visible()
    page.locator(".peek").tap()
    expect(sheet).to_be_visible()


def test_back_on_a_phone_leads_to_the_card_before(visit):
    page = visit(390).page
    stand(page, "A-01").tap()
    page.locator("#stand .neigh a").first.tap()
    expect(page.locator("#stand .standcode")).to_have_text("A-02")
    page.go_back()
    expect(page.locator("#stand h2")).to_have_text("长云牧场")
    expect(page.locator("#stand")).to_be_visible()


def test_an_empty_stand_that_nobody_can_apply_for_has_its_card_and_heart(visit):
    """It has no name to show below the plan: the script ended there."""
    page = visit().page
    stand(page, "A-02").click()
    expect(page.locator("#stand .standcode")).to_have_text("A-02")
    expect(page.locator("[data-fav]")).to_be_visible()


def test_where_a_network_answers_something_else_the_page_comes_with_the_card(visit):
    page = visit().page
    page.route("**/*part=card*", lambda route: route.fulfill(body="Sign in to the hall's network"))
    stand(page, "A-01").click()
    expect(page.locator("#stand h2")).to_have_text("长云牧场")


def test_zoom_has_bounds_and_a_way_back(visit):
    page = visit().page
    wide = "document.querySelector('[data-plan] svg').getBoundingClientRect().width"
    at_first = page.evaluate(wide)
    for _ in range(9):
        page.locator("[data-in]").click()
    assert page.evaluate(wide) == pytest.approx(4 * at_first, abs=1)
    page.locator("[data-reset]").click()
    assert page.evaluate(wide) <= at_first
    page.locator("[data-full]").click()
    expect(page.locator("[data-full]")).to_have_attribute("aria-pressed", "true")


def test_without_script_it_is_links_and_no_dead_button(visit):
    page = visit(script=False).page
    page.locator(".finder input[type=search]").fill("fjellro")
    page.locator(".finder input[type=search]").press("Enter")
    page.wait_for_url("**?q=fjellro")
    assert page.locator(".stand--lit").count() == 1
    page.locator(".dir a").first.click()
    page.wait_for_url("**?q=fjellro&stand=B-02#stand")
    assert page.locator("#stand h2").inner_text() == "峡屿生活"
    assert page.locator("main button:visible").count() == 1  # of the search line
    assert not page.locator("#favs").is_visible()
