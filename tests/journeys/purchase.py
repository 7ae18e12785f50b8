"""What the consumers of several journeys do alike: add to the cart, fill in the checkout, pay."""

import time

GOOD = "旅程云杉蜂蜜"
IDENTITY = "110105188001010017"  # synthetic: born in 1880


def add_to_cart(buyer, prefix="", *, check=False):
    """One piece of the first search result. check: accessibility of each page."""

    def check_page():
        return check and buyer.check_accessibility()

    page = buyer.page
    buyer.go(f"{prefix}/goods/?q={GOOD}")
    check_page()
    page.locator(".product-card__name a").first.click()
    page.wait_for_url("**/goods/*/")
    check_page()
    page.locator("button[type=submit][form=buy], #buy button[type=submit]").locator(
        "visible=true"
    ).first.click()
    page.wait_for_load_state()


def place_order(page):
    """The checkout's button; what comes is the page to pay at."""
    # a phone shows the bar at the bottom instead of the button in the page
    page.locator("main button.btn--seal[type=submit], .buybar button.btn--seal").locator(
        "visible=true"
    ).first.click()
    page.wait_for_load_state()
    assert "/pay/" in page.url, page.locator("main").inner_text()[:1500]


def fill_in_checkout(page):
    """The checkout's form, as somebody who buys here for the first time."""
    page.fill("[name=consignee]", "林若溪")
    page.fill("[name=mobile]", "13800001234")
    for name, label in (("province", "河南省"), ("city", "郑州市"), ("district", "金水区")):
        # each list is loaded when the one before was chosen
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
    # somebody who has ordered before is not asked again
    for name in ("identity_consent", "sharing_consent", "risk_consent"):
        if page.locator(f"[name={name}][type=checkbox]").count():
            page.check(f"[name={name}]")


def pay(page):
    page.locator("button[name=choice][value=pay]").first.click()
    page.wait_for_load_state()


def wait_for_release(buyer, seconds=60):
    """Follow the buyer's newest order until customs releases it; the order's number."""
    prefix = "/en" if "/en/" in buyer.page.url else ""
    buyer.go(f"{prefix}/orders/").check_accessibility()
    address = buyer.page.locator("main a[href*='/orders/E']").first.get_attribute("href")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        buyer.go(address)
        if buyer.page.locator(".stamp").count():
            return address.rstrip("/").rpartition("/")[2]
        time.sleep(1)
    raise AssertionError(buyer.page.locator("main").inner_text()[:2000])
