"""Direct purchase (9610) there and back. A consumer buys; order, payment, waybill and the flight's
arrival list (711) bring about the list (621) and the release. The goods turn out faulty and come
back: CEB625 is concluded, and price, tax and yearly limit are the consumer's again."""

import re
from decimal import Decimal

import pytest

from tests.journeys.clearance_progress import press, sent_at, wait_for_course, what_is_next
from tests.journeys.purchase import fill_in, pay, place_order, put_into_cart

pytestmark = pytest.mark.browser
COURSE = ("311", "411", "511", "711", "621")
WAREHOUSE = "退货仓 王师傅 0371-60000000 郑州市经开八路 1 号"
PAID, TAX, DUTIABLE = Decimal("167.95"), Decimal("9.95"), Decimal("158.00")


def test_bought_arrived_released_and_brought_back(visitor):
    buyer = visitor(390).sign_in("consumer@expo.test")
    clerk = visitor(1280, "en-GB").sign_in("clerk@expo.test", "/en")
    put_into_cart(buyer)
    used_before = used_of_the_year(buyer)
    number = order_and_pay(buyer)
    released_after_its_arrival(clerk, number)
    put_into_cart(buyer)
    assert used_of_the_year(buyer) == used_before + DUTIABLE

    delivered(clerk, number)
    ask_back(buyer, number)
    agree(clerk, number)
    assert WAREHOUSE in buyer.go(f"/orders/{number}/").page.locator("#returns").inner_text()
    brought_back(clerk, number)
    page = buyer.go(f"/orders/{number}/").look().page
    told = page.locator("main").inner_text()
    assert "海关已同意：税款和年度额度已退还。" in told
    assert f"退还税款 {TAX} 元，恢复年度额度 {DUTIABLE} 元" in told
    assert refunds(page) == [PAID - TAX, TAX]
    assert used_of_the_year(buyer) == used_before


def used_of_the_year(buyer):
    """Yuan of the yearly limit, as the checkout tells the consumer."""
    text = buyer.go("/checkout/").page.locator("main").inner_text()
    return Decimal(re.search(r"已用 ([\d,]+\.\d\d)", text)[1].replace(",", ""))


def order_and_pay(buyer):
    page = buyer.page
    fill_in(page)
    place_order(page)
    number = re.search(r"/pay/(E\d+)/", page.url)[1]
    pay(page)
    return number


def released_after_its_arrival(clerk, number):
    wait_for_course(clerk, number, dict.fromkeys(COURSE, "done"))
    clerk.look()
    times = sent_at(clerk, number, COURSE)
    assert times["511"] <= times["711"] <= times["621"]
    assert "Released. Note at the order when the parcel leaves" in what_is_next(clerk)


def delivered(clerk, number):
    clerk.page.locator(".clerk-documents__next a").click()
    clerk.page.wait_for_url(f"**/orders/{number}/")
    press(clerk.look(), "The parcel has left the zone")
    press(clerk, "The parcel was signed for")


def ask_back(buyer, number):
    page = buyer.go(f"/orders/{number}/").look().page
    page.locator("main a[href$='/return/']").click()
    page.wait_for_url("**/return/")
    buyer.look()
    page.fill("[name=line-1]", "1")
    page.check("[name=reason][value=faulty]")
    page.fill("[name=words]", "瓶盖裂了")
    press(buyer, "申请退货")
    assert "已申请退货" in buyer.look().page.locator("main").inner_text()


def agree(clerk, number):
    page = clerk.go("/en/clearance/returns/").look().page
    row = page.locator("tbody tr", has_text=number)
    assert "you: the return address" in row.inner_text()
    row.locator("a").click()
    page.wait_for_url(f"**/orders/{number}/")
    page.fill("[name=send_to]", WAREHOUSE)
    press(clerk.look(), "Agree and tell the buyer")


def brought_back(clerk, number):
    page = clerk.page
    page.wait_for_url(f"**/orders/{number}/")
    press(clerk, "The goods are back")
    done = dict.fromkeys((*COURSE, "513", "625"), "done")
    wait_for_course(clerk, number, done)
    sent_at(clerk, number, ["625"])
    evidence = page.locator("main").inner_text()
    for words in ("return accepted by customs", "tax and allowance of a return restored"):
        assert words in evidence


def refunds(page):
    table = page.locator("section[aria-labelledby=h-refund] tbody tr")
    assert all("已退款" in row for row in table.all_inner_texts())
    return [Decimal(yuan) for yuan in table.locator("td.r").all_inner_texts()]
