"""Goods of an exhibitor leave the country: sold by the desk's page, declared as 303, 403, 505 and
603, released, and gone. The clerk stops the zone for a while and sees what waits for that."""

import pytest

from tests.journeys.clearance_progress import (
    document_states,
    next_step,
    press,
    sent_at,
    wait_for_states,
)

pytestmark = pytest.mark.browser
DOCUMENTS = ("303", "403", "505", "603")
ZONE = "Henan Bonded Logistics Center"


@pytest.fixture
def clerk(visitor):
    window = visitor(1280, "en-GB").sign_in("clerk@expo.test", "/en")
    yield window
    window.go("/en/clearance/zones/")  # a test that failed must not leave the zone stopped
    if window.page.locator("form", has_text="Resume sending").count():
        press(window, "Resume sending")


def test_an_export_goes_303_403_505_603_and_is_released(visitor, clerk):
    stop_the_zone(clerk)
    seller = visitor(390).sign_in("kiwi@expo.test")
    order_number = sell_abroad(seller)
    wait_for_states(
        clerk, order_number, dict(zip(DOCUMENTS, ("now", "now", "now", "wait"), strict=True))
    )
    clerk.check_accessibility()
    text = f"Sending is stopped for {ZONE}: CEB303 export order is sent once"
    assert text in next_step(clerk)
    clerk.page.locator(".clerk-documents__next a").click()
    clerk.page.wait_for_url("**/zones/")
    press(clerk, "Resume sending")
    wait_for_states(clerk, order_number, dict.fromkeys(DOCUMENTS, "done"))
    clerk.check_accessibility()
    assert "Released. Record on the order's page when the parcel leaves" in next_step(clerk)
    times = sent_at(clerk, order_number, DOCUMENTS)
    assert max(times[kind] for kind in ("303", "403", "505")) <= times["603"]
    assert "released by customs" in clerk.page.locator("main").inner_text()

    assert seller.go(f"/desk/kiwi/exports/{order_number}/").check_accessibility().page.locator(
        "h1"
    ).inner_text() == ("海关放行")
    clerk.page.locator(".clerk-documents__next a").click()
    clerk.page.wait_for_url(f"**/orders/{order_number}/")
    press(clerk.check_accessibility(), "The parcel has left the zone")
    press(clerk, "The parcel was signed for")
    assert document_states(clerk, order_number) == dict.fromkeys(DOCUMENTS, "done")
    assert "Everything is done" in next_step(clerk)
    seller.go("/desk/kiwi/exports/").check_accessibility()
    row = seller.page.locator("tbody tr", has_text=order_number).inner_text()
    assert "已送达境外" in row


def stop_the_zone(clerk):
    clerk.go("/en/clearance/zones/").check_accessibility()
    form = clerk.page.locator("form", has=clerk.page.locator("button", has_text=ZONE))
    form.locator("[name=reason]").fill("The platform is being moved")
    form.locator("button").click()
    clerk.page.wait_for_load_state()
    assert "The platform is being moved" in clerk.page.locator("main").inner_text()


def sell_abroad(seller):
    """Placed and paid by the desk's pages; the order's number."""
    page = seller.page
    seller.go("/desk/kiwi/exports/").check_accessibility()
    page.locator("main a.btn--seal").click()
    page.wait_for_url("**/exports/new/")
    page.select_option("[name=line-0-good]", index=1)
    page.fill("[name=line-0-quantity]", "2")
    page.fill("[name=consignee]", "Maria Sample")
    page.fill("[name=country]", "德国")
    page.fill("[name=address]", "Musterstrasse 1, Berlin")
    page.fill("[name=mobile]", "+49 30 000000")
    press(seller.check_accessibility(), "提交出口订单")
    order_number = page.url.rstrip("/").rpartition("/")[2]
    page.fill("[name=reference]", f"BANK-{order_number}")
    press(seller.check_accessibility(), "登记")
    seller.check_accessibility()
    return order_number
