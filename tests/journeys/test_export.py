"""Goods of an exhibitor leave the country: sold by the desk's page, declared as 303, 403, 505 and
603, released, and gone. The clerk holds the zone for a while and sees what waits for that."""

import pytest

from tests.journeys.clearance_progress import course, press, sent_at, wait_for_course, what_is_next

pytestmark = pytest.mark.browser
PAPERS = ("303", "403", "505", "603")
ZONE = "Henan Bonded Logistics Center"


@pytest.fixture
def clerk(visitor):
    found = visitor(1280, "en-GB").sign_in("clerk@expo.test", "/en")
    yield found
    found.go("/en/clearance/zones/")  # whatever happened, the zone goes on
    if found.page.locator("form", has_text="Resume sending").count():
        press(found, "Resume sending")


def test_an_export_goes_303_403_505_603_and_is_released(visitor, clerk):
    stop_the_zone(clerk)
    seller = visitor(390).sign_in("kiwi@expo.test")
    number = sell_abroad(seller)
    wait_for_course(clerk, number, dict(zip(PAPERS, ("now", "now", "now", "wait"), strict=True)))
    clerk.look()
    assert f"{ZONE} is stopped: CEB303 export order goes out once" in what_is_next(clerk)
    clerk.page.locator(".clerk-documents__next a").click()
    clerk.page.wait_for_url("**/zones/")
    press(clerk, "Resume sending")
    wait_for_course(clerk, number, dict.fromkeys(PAPERS, "done"))
    clerk.look()
    assert "Released. Note at the order when the parcel leaves" in what_is_next(clerk)
    times = sent_at(clerk, number, PAPERS)
    assert max(times[kind] for kind in ("303", "403", "505")) <= times["603"]
    assert "released by customs" in clerk.page.locator("main").inner_text()

    assert seller.go(f"/desk/kiwi/exports/{number}/").look().page.locator("h1").inner_text() == (
        "海关放行"
    )
    clerk.page.locator(".clerk-documents__next a").click()
    clerk.page.wait_for_url(f"**/orders/{number}/")
    press(clerk.look(), "The parcel has left the zone")
    press(clerk, "The parcel was signed for")
    assert course(clerk, number) == dict.fromkeys(PAPERS, "done")
    assert "Everything is done" in what_is_next(clerk)
    seller.go("/desk/kiwi/exports/").look()
    row = seller.page.locator("tbody tr", has_text=number).inner_text()
    assert "已送达境外" in row


def stop_the_zone(clerk):
    clerk.go("/en/clearance/zones/").look()
    form = clerk.page.locator("form", has=clerk.page.locator("button", has_text=ZONE))
    form.locator("[name=reason]").fill("The platform is being moved")
    form.locator("button").click()
    clerk.page.wait_for_load_state()
    assert "The platform is being moved" in clerk.page.locator("main").inner_text()


def sell_abroad(seller):
    """Placed and paid by the desk's pages; the order's number."""
    page = seller.page
    seller.go("/desk/kiwi/exports/").look()
    page.locator("main a.btn--seal").click()
    page.wait_for_url("**/exports/new/")
    page.select_option("[name=line-0-good]", index=1)
    page.fill("[name=line-0-quantity]", "2")
    page.fill("[name=consignee]", "Maria Sample")
    page.select_option("[name=country]", "DE")
    page.fill("[name=address]", "Musterstrasse 1, Berlin")
    page.fill("[name=mobile]", "+49 30 000000")
    press(seller.look(), "提交出口订单")
    number = page.url.rstrip("/").rpartition("/")[2]
    page.fill("[name=reference]", f"BANK-{number}")
    press(seller.look(), "登记")
    seller.look()
    return number
