"""An exhibitor edits booth and goods; the reviewer returns them with a reason, gets them again and
approves; then, and not before, visitors see them."""

import time

import pytest

pytestmark = pytest.mark.browser

SLOGAN = "山那边的牧场醒得更早。"
REASON = "请写明产地"


def test_edited_returned_edited_approved_and_live(visitor):
    kiwi = visitor(1280).sign_in("kiwi@expo.test")
    reviewer = visitor(1280).sign_in("reviewer@expo.test")
    reader = visitor(390)
    page = kiwi.page

    kiwi.go("/desk/").check_accessibility()
    kiwi.go("/desk/kiwi/booth/").check_accessibility()
    page.fill("[name=slogan_zh]", SLOGAN)
    first = page.locator(".orderlist b").first.inner_text()
    page.locator("button[name=move][value^=down]").first.click()
    page.wait_for_url("**/booth/#featured")
    assert page.locator(".orderlist b").nth(1).inner_text() == first
    kiwi.go("/desk/kiwi/booth/preview/").check_accessibility()
    assert SLOGAN in page.locator("main").inner_text()
    assert (
        SLOGAN
        not in reader.go("/exhibitors/kiwi/")
        .check_accessibility()
        .page.locator("main")
        .inner_text()
    )

    kiwi.go("/desk/kiwi/booth/")
    page.locator("button[name=do][value=submit]").click()
    page.wait_for_load_state()
    kiwi.check_accessibility()
    review(reviewer, "/pages/", "reject", REASON)
    assert REASON in kiwi.go("/desk/kiwi/").check_accessibility().page.locator("main").inner_text()
    kiwi.go("/desk/kiwi/booth/").check_accessibility()
    page.fill("[name=slogan_en]", "The farms beyond the hill wake earlier.")
    page.locator("button[name=do][value=submit]").click()
    page.wait_for_load_state()
    review(reviewer, "/pages/", "approve")
    assert (
        SLOGAN
        in reader.go("/exhibitors/kiwi/").check_accessibility().page.locator("main").inner_text()
    )
    english = reader.go("/en/exhibitors/kiwi/").check_accessibility().page
    assert "wake earlier" in english.locator("main").inner_text()


def test_a_renamed_good_is_searchable_once_it_is_approved(visitor):
    kiwi = visitor(390).sign_in("kiwi@expo.test", "/en")
    reviewer = visitor(1280).sign_in("reviewer@expo.test")
    reader = visitor(1280)
    page = kiwi.page
    kiwi.go("/en/desk/kiwi/goods/").check_accessibility()
    page.locator(".goodstable th a").first.click()
    page.wait_for_load_state()
    kiwi.check_accessibility()
    page.fill("[name=name_zh]", "云雀谷限定礼盒")
    page.locator("button[name=do][value=submit]").click()
    page.wait_for_load_state()
    assert hits(reader, "云雀谷限定礼盒") == 0
    review(reviewer, "/snippets/catalog/product/", "approve")
    until = time.monotonic() + 10  # indexed by the worker, a moment after approval
    while not hits(reader, "云雀谷限定礼盒") and time.monotonic() < until:
        time.sleep(0.5)
    assert hits(reader, "云雀谷限定礼盒") == 1


def test_a_price_is_changed_at_once_with_its_trail(visitor):
    kiwi = visitor(1280).sign_in("kiwi@expo.test")
    page = kiwi.page
    kiwi.go("/desk/kiwi/goods/")
    page.locator(".goodstable th a").last.click()
    page.wait_for_load_state()
    form = page.locator(".tradeforms form").first
    form.locator("[name=price]").fill("88.80")
    form.locator("button").click()
    page.wait_for_url("**#trade")
    assert "→ ¥88.80" in page.locator("#trade").inner_text()


def hits(reader, query):
    page = reader.go(f"/goods/?q={query}").page
    return page.locator(".product-card__name", has_text=query).count()


def review(reviewer, kind, action, comment=""):
    """Open the pending task from the dashboard, see the difference, answer by the menu's button."""
    page = reviewer.go("/admin/").page
    page.locator(f"table a[href*='{kind}'][href*='/edit/']").first.click()
    page.wait_for_load_state()
    assert page.locator("ins.comparison__new").count()
    page.locator("footer .w-dropdown__toggle").first.click()
    button = page.locator(f"footer [data-workflow-action-name={action}]").first
    if comment:
        button.click()
        page.locator(".modal [name=comment]").fill(comment)
        button = page.locator(".modal [type=submit]").first
    with page.expect_navigation():
        button.click()
