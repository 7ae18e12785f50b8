"""The list's filters by browser: at once on a desk, in a sheet on a phone, by a button without
script; the URL is the state, and the back button turns it back."""

import pytest
from playwright.sync_api import expect

from centers.models import DisplayCenter, Token
from search import actions
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KARICARE = "#f-brand-brand-1"


def sees(page, count):
    expect(page.locator(".product-card")).to_have_count(count)


def opened(page, facet):
    page.locator(f"details[data-facet={facet}]:not([open]) > summary").click()


def ticked(page, box, count):
    page.locator(box).check()
    sees(page, count)
    expect(page.locator("#listing-heard")).to_have_text(f"共 {count} 件商品")


def test_a_desk_applies_at_once_keeps_the_focus_and_tells_the_count(visit):
    visitor = visit().go("/goods/")
    page = visitor.page
    opened(page, "price")
    opened(page, "brand")
    ticked(page, KARICARE, 3)
    assert page.url.endswith("/goods/?brand=brand-1")
    assert page.locator("details[data-facet=price]").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == KARICARE[1:]
    assert page.title().startswith("可瑞康 · ")
    ticked(page, "#f-brand-brand-3", 5)
    assert page.url.endswith("brand=brand-1&brand=brand-3")
    visitor.check_accessibility()
    page.locator(".chips .is-on", has_text="蜜诺卡").click()
    sees(page, 3)
    assert page.evaluate("document.activeElement.id") == "listing-h"
    page.go_back()
    sees(page, 5)
    page.go_back()
    sees(page, 3)
    assert page.locator(KARICARE).is_checked()
    assert not page.locator("#f-brand-brand-3").is_checked()
    page.go_back()
    sees(page, 16)
    assert not page.locator(KARICARE).is_checked()


def test_an_inner_shelf_narrows_the_outer_one(visit):
    page = visit().go("/goods/").page
    ticked(page, "#f-category-baby", 5)
    ticked(page, "#f-category-baby-milk", 4)
    assert not page.locator("#f-category-baby").is_checked()
    assert page.locator(".chips .is-on").all_inner_texts() == ["奶粉"]


def test_prices_in_any_order_and_no_empty_places_in_the_address(visit):
    page = visit().go("/goods/").page
    opened(page, "price")
    page.locator("#f-min").fill("200")
    page.locator("#f-max").fill("100")
    page.locator("#f-max").press("Enter")
    page.wait_for_url("**min=200&max=100")
    expect(page.locator(".chips .is-on")).to_have_text("100—200 元")
    page.locator("#f-min").fill("")
    page.locator("#f-min").blur()
    page.wait_for_url("**/goods/?max=200")


def test_what_one_types_while_the_list_is_fetched_is_not_lost(visit):
    page = visit().go("/goods/").page
    opened(page, "price")
    delayed = []
    page.route("**/goods/?stock=true", lambda route: delayed.append(route))
    with page.expect_request("**/goods/?stock=true"):
        page.locator("#f-stock-true").check()
    page.locator("#f-min").press_sequentially("15")
    delayed[0].continue_()
    expect(page.locator("#listing-heard")).to_have_text("共 14 件商品")
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    page.wait_for_url("**stock=true&min=150")


def test_a_phone_has_a_filter_drawer_that_counts_along(visit):
    visitor = visit(390).go("/goods/")
    page = visitor.page
    page.locator("#open-filters").click()
    assert page.evaluate("document.activeElement.id") == "filters-h"
    drawer = page.locator("#filters")
    assert drawer.get_attribute("role") == "dialog"
    visitor.check_accessibility()
    opened(page, "brand")
    ticked(page, KARICARE, 3)
    assert page.locator("#f-show").inner_text() == "查看 3 件"
    assert page.evaluate("document.activeElement.id") == KARICARE[1:]
    ticked(page, "#f-stock-true", 2)
    expect(drawer).to_have_attribute("aria-modal", "true")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('#filters').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "open-filters"
    assert not page.locator("#f-show").is_visible()
    page.locator("#open-filters").click()
    page.locator("#f-show").click()
    assert not page.locator("#f-show").is_visible()
    sees(page, 2)


def test_all_of_it_works_without_script(visit):
    page = visit(390, script=False).go("/goods/?q=奶粉").page
    assert page.locator("header form [role=listbox]").count() == 0
    page.locator("#open-filters").click()
    page.locator("details[data-facet=brand] > summary").click()
    page.locator(KARICARE).check()
    page.locator("#f-show").click()
    page.wait_for_url("**brand=brand-1**")
    sees(page, 3)
    page.locator(".sortbar a", has_text="价格低到高").click()
    page.wait_for_url("**sort=price_up**")
    page.locator(".chips .is-on").click()
    page.wait_for_url("**/goods/?q=**")
    sees(page, 5)


def test_a_long_list_of_brands_has_a_search_line_of_its_own(visit, shop, site_engine):
    for n in range(14):
        brand = factories.make_brand(f"more-{n:02}", f"远方{n}号", f"Faraway {n}")
        factories.make_variant_for_sale(factories.make_product(brand=brand))
    actions.drain_all()
    site_engine.size()
    visitor = visit().go("/goods/?stock=true")
    page = visitor.page
    opened(page, "brand")
    boxes = page.locator("details[data-facet=brand] input[type=checkbox]")
    for typed in ("mnk", "蜜诺", "minok"):
        with page.expect_response("**part=brand**"):
            page.locator("#find-brand").fill(typed)
        expect(boxes).to_have_count(1)
        assert boxes.evaluate_all("all => all.map(box => box.value)") == ["brand-3"]
    visitor.check_accessibility()
    assert page.evaluate("document.activeElement.id") == "find-brand"
    ticked(page, "#f-brand-brand-3", 2)
    assert "brand=brand-3" in page.url
    quiet = visit(script=False).go("/goods/").page
    quiet.locator("details[data-facet=brand] > summary").click()
    quiet.locator("#find-brand").fill("faraway 13")
    quiet.locator("#find-brand").press("Enter")
    quiet.wait_for_url("**find_brand=**")
    result = quiet.locator("details[data-facet=brand] input[type=checkbox]")
    assert result.evaluate_all("all => all.map(box => box.value)") == ["more-13"]


def test_a_center_taken_off_the_list_is_off_the_search_line_too(visit):
    center = DisplayCenter.objects.create(slug="airport", name_zh="机场", kind="airport")
    token = Token.objects.create(kind="stand", target="/goods/", center=center)
    page = visit().go(f"/q/{token.value}").page
    box = page.locator("header .searchline__here input")
    expect(box).to_be_checked()
    page.locator("header input[type=search]").fill("奶粉")
    page.locator("header input[type=search]").press("Enter")
    page.wait_for_url("**q=**center=airport")
    page.locator(".chips .is-on").click()
    sees(page, 5)
    expect(box).not_to_be_checked()
