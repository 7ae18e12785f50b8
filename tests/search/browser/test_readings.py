"""The chips of what was read from the words, by browser: on a desk and on a phone, light and dark,
with script and without."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sees(page, count):
    expect(page.locator(".product-card")).to_have_count(count)


@pytest.mark.parametrize(
    ("width", "scheme", "script"),
    [(1280, "light", True), (390, "dark", True), (390, "light", False)],
)
def test_a_chip_is_taken_away_and_up_again(visit, width, scheme, script):
    visitor = visit(width, color_scheme=scheme, script=script)
    page = visitor.go("/goods/?q=135元以下不要新西兰的奶粉").page
    sees(page, 2)
    if script:
        visitor.check_accessibility()
    page.get_by_role("link", name="去掉“不要新西兰”").click()
    expect(page.get_by_role("link", name="去掉“不超过 135 元”")).to_be_visible()
    page.get_by_role("link", name="去掉“不超过 135 元”").click()
    sees(page, 5)
    page.get_by_role("link", name="重新按“不要新西兰”筛选").click()
    sees(page, 2)
    assert page.url.count("literal=") == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_nothing_is_left_the_rest_is_one_click_away(visit):
    visitor = visit(390)
    page = visitor.go("/goods/?q=10元以下的奶粉").page
    expect(page.get_by_role("heading", name="没有找到“10元以下的奶粉”")).to_be_visible()
    visitor.check_accessibility()
    page.get_by_role("link", name="去掉“不超过 10 元” 5").click()
    sees(page, 5)
