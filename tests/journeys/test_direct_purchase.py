"""Direct purchase (9610) there and back. A consumer buys; order, payment, waybill and the flight's
arrival list (711) bring about the list (621) and the release. The goods turn out faulty and come
back: CEB625 is concluded, and price, tax and yearly limit are the consumer's again."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.journeys.clearance_progress import next_step, press, sent_at, wait_for_states
from tests.journeys.purchase import add_to_cart, fill_in_checkout, pay, place_order

pytestmark = pytest.mark.browser
DOCUMENTS = ("311", "411", "511", "711", "621")
WAREHOUSE = "退货仓 王师傅 0371-60000000 郑州市经开八路 1 号"
PAID, TAX, DUTIABLE = Decimal("167.95"), Decimal("9.95"), Decimal("158.00")


def test_bought_arrived_released_and_returned(visitor):
    buyer = visitor(390).sign_in("consumer@expo.test")
    clerk = visitor(1280, "en-GB").sign_in("clerk@expo.test", "/en")
    add_to_cart(buyer)
    used_before = used_of_the_year(buyer)
    order_number = order_and_pay(buyer)
    check_release_after_arrival(clerk, order_number)
    add_to_cart(buyer)
    assert used_of_the_year(buyer) == used_before + DUTIABLE

    mark_delivered(clerk, order_number)
    request_return(buyer, order_number)
    accept_return(clerk, order_number)
    assert WAREHOUSE in buyer.go(f"/orders/{order_number}/").page.locator("#returns").inner_text()
    take_goods_back(clerk, order_number)
    page = buyer.go(f"/orders/{order_number}/").check_accessibility().page
    text = page.locator("main").inner_text()
    assert "海关已同意：税款已退还，年度额度已恢复。" in text
    assert f"退还税款 {TAX} 元，恢复年度额度 {DUTIABLE} 元" in text
    assert refunds(page) == [PAID - TAX, TAX]
    assert used_of_the_year(buyer) == used_before


def used_of_the_year(buyer):
    """Yuan of the yearly limit, as the checkout shows it."""
    text = buyer.go("/checkout/").page.locator("main").inner_text()
    return Decimal(re.search(r"已用 ([\d,]+\.\d\d)", text)[1].replace(",", ""))


def order_and_pay(buyer):
    page = buyer.page
    fill_in_checkout(page)
    place_order(page)
    order_number = re.search(r"/pay/(E\d+)/", page.url)[1]
    pay(page)
    return order_number


def check_release_after_arrival(clerk, order_number):
    wait_for_states(clerk, order_number, dict.fromkeys(DOCUMENTS, "done"))
    clerk.check_accessibility()
    times = sent_at(clerk, order_number, DOCUMENTS)
    assert times["511"] <= times["711"] <= times["621"]
    assert "Released. Record on the order's page when the parcel leaves" in next_step(clerk)


def mark_delivered(clerk, order_number):
    clerk.page.locator(".clerk-documents__next a").click()
    clerk.page.wait_for_url(f"**/orders/{order_number}/")
    press(clerk.check_accessibility(), "The parcel has left the zone")
    press(clerk, "The parcel was signed for")


def request_return(buyer, order_number):
    page = buyer.go(f"/orders/{order_number}/").check_accessibility().page
    page.locator("main a[href$='/return/']").click()
    page.wait_for_url("**/return/")
    buyer.check_accessibility()
    page.fill("[name=line-1]", "1")
    page.check("[name=reason][value=faulty]")
    page.fill("[name=comment]", "瓶盖裂了")
    press(buyer, "申请退货")
    assert "已申请退货" in buyer.check_accessibility().page.locator("main").inner_text()


def accept_return(clerk, order_number):
    page = clerk.go("/en/clearance/returns/").check_accessibility().page
    row = page.locator("tbody tr", has_text=order_number)
    assert "you: the return address" in row.inner_text()
    row.locator("a").click()
    page.wait_for_url(f"**/orders/{order_number}/")
    page.fill("[name=send_to]", WAREHOUSE)
    press(clerk.check_accessibility(), "Agree and notify the buyer")


def take_goods_back(clerk, order_number):
    page = clerk.page
    page.wait_for_url(f"**/orders/{order_number}/")
    page.fill("[name=on]", timezone.localdate().isoformat())
    press(clerk, "The goods are back")
    all_done = dict.fromkeys((*DOCUMENTS, "513", "625"), "done")
    wait_for_states(clerk, order_number, all_done)
    sent_at(clerk, order_number, ["625"])
    timeline = page.locator("main").inner_text()
    for text in ("return accepted by customs", "tax refunded, allowance restored"):
        assert text in timeline


def refunds(page):
    table = page.locator("section[aria-labelledby=h-refund] tbody tr")
    assert all("已退款" in row for row in table.all_inner_texts())
    return [Decimal(yuan) for yuan in table.locator("td.r").all_inner_texts()]
