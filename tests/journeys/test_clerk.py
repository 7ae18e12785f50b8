"""Customs has rejected an order for its address: the clerk sees it, corrects it, sends it again,
and it is released."""

import json
import time
import urllib.request

import pytest

from tests.journeys.clearance_progress import next_step, wait_for_states
from tests.journeys.purchase import (
    add_to_cart,
    fill_in_checkout,
    pay,
    place_order,
    wait_for_release,
)

pytestmark = pytest.mark.browser

WRONG_ADDRESS, RIGHT_ADDRESS = "花园路 404 号", "花园路 39 号"
RULE = {
    "kind": "311",
    "says": WRONG_ADDRESS,
    "status": "100",
    "info": "[Code:130999;Desc:收货地址不存在]",
}


@pytest.fixture
def strict_customs(running_site):
    """Customs knows no such house number."""
    set_scenario(running_site, {"refuse": [RULE]})
    yield
    set_scenario(running_site, {})  # the other journeys share the site


def set_scenario(running_site, scenario):
    request = urllib.request.Request(
        f"http://127.0.0.1:{running_site.port + 430}/faults",
        data=json.dumps(scenario).encode(),
        headers={"Authorization": "Bearer sandbox-admin-demo", "Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=10).read()


def test_a_wrong_address_is_explained_corrected_and_released(visitor, strict_customs):
    buyer = visitor(1280).sign_in("consumer@expo.test")
    order_with_a_wrong_address(buyer)
    clerk = visitor(1280, "en-GB").sign_in("clerk@expo.test", "/en")
    page = clerk.page
    find_rejected(clerk)
    clerk.check_accessibility()
    assert page.locator(".qstrip [aria-current] b").inner_text() == "1"
    page.locator("tbody th a").first.click()
    page.wait_for_load_state()
    clerk.check_accessibility()
    explanation = page.locator(".clerk-next").inner_text()
    for text in ("objects to: consignee address", "收货地址不存在", "Correct it and declare"):
        assert text in explanation
    assert "100 Rejected by customs" in page.locator("main").inner_text()
    page.fill("#correct [name=detail]", RIGHT_ADDRESS)
    page.fill("#correct [name=reason]", "The buyer called")
    page.locator("#correct .fix__will + .btnrow button").click()
    page.wait_for_load_state()
    clerk.check_accessibility()
    versions = page.locator("#versions").inner_text()
    assert WRONG_ADDRESS in versions
    assert RIGHT_ADDRESS in versions
    assert "The buyer called" in page.locator("#corrections").inner_text()
    number = wait_for_release(buyer)
    assert RIGHT_ADDRESS in buyer.page.locator("main").inner_text()
    wait_for_states(clerk, number, dict.fromkeys(("311", "411", "511", "711", "621"), "done"))
    assert "Released. Record on the order's page when the parcel leaves" in next_step(clerk)
    clerk.go("/en/clearance/reconciliation/").check_accessibility()
    clerk.go("/en/clearance/zones/").check_accessibility()


def order_with_a_wrong_address(buyer):
    page = buyer.page
    add_to_cart(buyer)
    buyer.go("/checkout/")
    fill_in_checkout(page)
    page.fill("[name=detail]", WRONG_ADDRESS)
    place_order(page)
    pay(page)


def find_rejected(clerk, seconds=60):
    """Customs answers within seconds; the clerk looks at the queue again until it is there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        clerk.go("/en/clearance/?queue=rejected")
        if clerk.page.locator("tbody th a").count():
            return
        time.sleep(1)
    raise AssertionError(clerk.page.locator("main").inner_text()[:1500])
