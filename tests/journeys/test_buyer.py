"""The main job: a consumer finds a good, orders it, pays, and watches customs release it."""

import time

import pytest

from tests.journeys.purchase import fill_in, pay, place_order, put_into_cart, wait_for_release

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("prefix", "width"), [("", 390), ("/en", 1280)], ids=["zh-phone", "en-desk"]
)
def test_found_ordered_paid_and_released(visitor, prefix, width):
    buyer = visitor(width, "en-GB" if prefix else "zh-CN").sign_in("consumer@expo.test", prefix)
    page = buyer.page
    put_into_cart(buyer, prefix, look=True)
    buyer.go(f"{prefix}/cart/").look()
    buyer.go(f"{prefix}/checkout/").look()
    fill_in(page)
    place_order(page)
    buyer.look()
    pay(page)
    paid_at = time.monotonic()
    order = wait_for_release(buyer)
    assert time.monotonic() - paid_at < 60
    buyer.look()
    assert page.locator(".stamp").count() == 1
    assert buyer.house.manage("build_message", "311", "--order", order).stdout.startswith("<?xml")
