"""The main job: a consumer finds a good, orders it, pays, and watches customs release it."""

import time

import pytest

pytestmark = pytest.mark.browser

IDENTITY = "110105188001010017"  # synthetic: born in 1880


@pytest.mark.parametrize(
    ("prefix", "width"), [("", 390), ("/en", 1280)], ids=["zh-phone", "en-desk"]
)
def test_found_ordered_paid_and_released(visitor, prefix, width):
    buyer = visitor(width, "en-GB" if prefix else "zh-CN").sign_in("consumer@expo.test", prefix)
    page = buyer.page
    buyer.go(f"{prefix}/goods/?q=旅程云杉蜂蜜").look()
    page.locator(".plate__name a").first.click()
    page.wait_for_url("**/goods/*/")
    buyer.look()
    page.locator("button[type=submit][form=buy], #buy button[type=submit]").locator(
        "visible=true"
    ).first.click()
    page.wait_for_load_state()
    buyer.go(f"{prefix}/cart/").look()
    buyer.go(f"{prefix}/checkout/").look()
    fill_in(page)
    page.locator("main button.btn--seal[type=submit], .buybar button.btn--seal").locator(
        "visible=true"
    ).first.click()
    page.wait_for_load_state()
    assert "/pay/" in page.url, page.locator("main").inner_text()[:1500]
    buyer.look()
    pay(page)
    paid_at = time.monotonic()
    order = wait_for_release(buyer)
    assert time.monotonic() - paid_at < 60
    buyer.look()
    assert page.locator(".stamp").count() == 1
    assert buyer.house.manage("build_message", "311", "--order", order).stdout.startswith("<?xml")


def fill_in(page):
    """The checkout's form, as somebody who buys here for the first time."""
    page.fill("[name=consignee]", "林若溪")
    page.fill("[name=mobile]", "13800001234")
    for name, label in (("province", "河南省"), ("city", "郑州市"), ("district", "金水区")):
        page.wait_for_function(
            "([name, label]) => [...document.querySelectorAll(`[name=${name}] option`)]"
            ".some((option) => option.textContent.includes(label))",
            arg=[name, label],
        )
        page.select_option(f"[name={name}]", label=label)
    page.fill("[name=detail]", "花园路 39 号 2 单元 501")
    if page.locator("[name=real_name]").count():
        page.fill("[name=real_name]", "林若溪")
        page.fill("[name=id_number]", IDENTITY)
    for name in ("identity_consent", "sharing_consent", "risk_consent"):
        if page.locator(f"[name={name}][type=checkbox]").count():
            page.check(f"[name={name}]")


def pay(page):
    page.locator("button[name=choice][value=pay]").first.click()
    page.wait_for_load_state()


def wait_for_release(buyer, seconds=60):
    """Follow the buyer's newest order until customs releases it; the order's number."""
    prefix = "/en" if "/en/" in buyer.page.url else ""
    buyer.go(f"{prefix}/orders/").look()
    address = buyer.page.locator("main a[href*='/orders/E']").first.get_attribute("href")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        buyer.go(address)
        if buyer.page.locator(".stamp").count():
            return address.rstrip("/").rpartition("/")[2]
        time.sleep(1)
    raise AssertionError(buyer.page.locator("main").inner_text()[:2000])
