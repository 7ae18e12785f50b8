"""What shoppers type, and what they must see: the examples that the search is built for."""

import os
import re

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KARICARE = {1, 2, 3}
# (what is typed, the goods it must find, the one that must stand first)
EXPECTED = [
    (("可瑞康2段", "可瑞康二段", "karicare stage 2"), {2}, 2),
    (("可瑞",), KARICARE, None),
    (("奶粉可瑞康", "有没有可瑞康的奶粉"), KARICARE, None),
    (("keruikang", "krk", "keruikang奶粉", "可瑞康nf"), KARICARE, None),
    (("ＫＡＲＩＣＡＲＥ",), KARICARE, None),
    (("嬰兒奶粉",), {1, 2, 4}, None),
    (("婴儿奶粉400克",), {4}, 4),
    (("400g 奶粉",), {3, 4}, None),
    (("ipad10键盘", "键盘 iPad 10"), {13}, 13),
    (("spf30喷雾",), {6}, 6),
    (("infant formula",), {1}, 1),
    (("baby milk",), {4}, None),
    (("1901", "1901.10"), {1, 2, 3, 4}, None),
    (("19011010",), {1, 2, 4}, None),
    (("6900000000009", "SHOP-0009", "shop-0009"), {9}, 9),
    (("荷兰奶粉",), {4, 5}, None),
]
CORRECTED = ("karicrae", "可锐康", "可瑞糠奶粉", "keruik", "ke rui k")
ABSENT = ("拖拉机", "qwrtp", "4006381333931")
ALONE = {"6900000000009", "SHOP-0009", "shop-0009", "可瑞", "krk", "19011010", "荷兰奶粉"}


def search(visitor, text):
    """Type it into the search line and press Enter; the goods of the list, in order."""
    box = visitor.page.locator("header input[type=search]")
    box.fill(text)
    box.press("Enter")
    visitor.page.wait_for_url(lambda url: "q=" in url and "#" not in url)
    visitor.page.wait_for_function(
        "text => document.readyState === 'complete' &&"
        " document.querySelector('header input[type=search]').value === text",
        arg=text,
    )
    links = visitor.page.locator(".product-card__name a").evaluate_all(
        "all => all.map(a => a.href)"
    )
    return [int(re.search(r"good-(\d+)", link)[1]) for link in links]


def keep_picture(visitor, name):
    """For somebody to look at, where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        visitor.page.screenshot(path=f"{folder}/{name}.png")


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])
def test_the_examples(visit, width):
    visitor = visit(width).go("/goods/")
    for texts, goods, first in EXPECTED:
        for text in texts:
            result = search(visitor, text)
            assert goods <= set(result), (text, result)
            assert text not in ALONE or goods == set(result), (text, result)
            assert first in (None, result[0]), (text, result)
    visitor.check_accessibility()
    keep_picture(visitor, f"found-{width}")
    for text in CORRECTED:
        assert set(search(visitor, text)) == KARICARE, text
        notice = visitor.page.locator("#listing .notice")
        assert "已按" in notice.inner_text()
        assert text in notice.inner_text()
    visitor.check_accessibility()
    keep_picture(visitor, f"corrected-{width}")
    assert set(search(visitor, "可瑞康拖拉机")) == KARICARE
    assert "没有完全符合的商品" in visitor.page.locator("#listing .notice").inner_text()
    for text in ABSENT:
        assert search(visitor, text) == []
        text_shown = visitor.page.locator(".empty").inner_text()
        assert f"没有找到“{text}”" in text_shown
        assert "热门类目" in text_shown
    visitor.check_accessibility()
    keep_picture(visitor, f"nothing-{width}")


def test_the_original_can_be_searched_for_and_the_spelling_is_offered_again(visit):
    visitor = visit().go("/goods/?q=karicrae")
    visitor.page.locator("#listing .notice a").click()
    visitor.page.wait_for_url("**exact=1**")
    assert visitor.page.locator(".product-card").count() == 0
    visitor.page.locator(".empty a", has_text="karicare").first.click()
    visitor.page.wait_for_url(lambda url: "exact" not in url)
    assert visitor.page.locator(".product-card").count() == 3
