"""The main job: a consumer finds a good, orders it, pays, and watches customs release it."""

import time

import pytest

from tests.journeys.purchase import (
    add_to_cart,
    fill_in_checkout,
    pay,
    place_order,
    wait_for_release,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("prefix", "width"), [("", 390), ("/en", 1280)], ids=["zh-phone", "en-desk"]
)
def test_good_is_searched_ordered_paid_and_released(visitor, prefix, width):
    buyer = visitor(width, "en-GB" if prefix else "zh-CN").sign_in("consumer@expo.test", prefix)
    page = buyer.page
    add_to_cart(buyer, prefix, check=True)
    buyer.go(f"{prefix}/cart/").check_accessibility()
    buyer.go(f"{prefix}/checkout/").check_accessibility()
    fill_in_checkout(page)
    place_order(page)
    buyer.check_accessibility()
    pay(page)
    paid_at = time.monotonic()
    order = wait_for_release(buyer)
    assert time.monotonic() - paid_at < 60
    buyer.check_accessibility()
    assert page.locator(".stamp").count() == 1
    assert buyer.running_site.manage("build_message", "311", "--order", order).stdout.startswith(
        "<?xml"
    )
