"""A clerk's queue keeps itself up to date, and takes nothing out of the clerk's hands: focus, rows
ticked, the row in sight and what is being typed."""

import pytest
from django.contrib.auth.models import Group

from clearance.documents.preparation import prepare
from clearance.models import Message
from core.groups import CLERKS
from core.models import User
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
REASON = "needs a browser"
PAUSED = "paused while you work in it"
HALF_A_MINUTE = 31_000  # milliseconds


def reject_new_order(serial):
    order = make_order(
        paid=True, buyer=make_buyer(number=valid_identity(f"1101051880010{serial:04}"))
    )
    prepare(order.pk)
    Message.objects.filter(order=order, kind="311").update(state="rejected", status="100")
    return order.number


@pytest.fixture
def numbers():
    return [reject_new_order(serial) for serial in range(1, 13)]


@pytest.fixture
def queue(at_work, numbers):
    clerk = User.objects.create_user("clerk@expo.test", "x")
    clerk.groups.add(Group.objects.get(name=CLERKS))
    window = at_work(clerk, language="en-GB")
    window.page.clock.install()
    window.go("/en/clearance/?queue=rejected")
    return window.page


def pass_half_a_minute(page, state="refreshes every 30 seconds"):
    page.clock.run_for(HALF_A_MINUTE)
    page.locator("[data-refresh-state]", has_text=state).wait_for()


@pytest.mark.slow(REASON)
def test_what_came_in_stands_in_the_list_and_nothing_moves(queue, numbers):
    row = queue.locator(f"[data-row='{numbers[8]}']")
    row.locator("input").check()
    row.locator("[data-keys-open]").focus()
    queue.evaluate("scrollTo(0, 300)")
    assert "refreshes every 30 seconds" in queue.locator(".wbhead").inner_text()
    # two that were above it are done, and one has come
    Message.objects.filter(order__number__in=numbers[:2], kind="311").update(state="sent")
    new = reject_new_order(13)
    top = row.bounding_box()["y"]
    pass_half_a_minute(queue)
    queue.locator(f"[data-row='{new}']").wait_for()
    assert queue.locator(f"[data-row='{numbers[0]}']").count() == 0
    assert abs(row.bounding_box()["y"] - top) <= 1
    assert row.locator("input").is_checked()
    focused = queue.evaluate("document.activeElement.closest('[data-row]').dataset.row")
    assert focused == numbers[8]
    assert queue.title().startswith("(11)")
    assert "(11)" in queue.locator("[data-refresh-status]").text_content()


@pytest.mark.slow(REASON)
def test_it_waits_while_somebody_types_and_tells_so(queue, numbers):
    queue.evaluate("document.querySelector('.ctools details').open = true")
    new = reject_new_order(13)
    pass_half_a_minute(queue, PAUSED)
    assert queue.locator(f"[data-row='{new}']").count() == 0
    queue.evaluate("document.querySelector('.ctools details').open = false")
    pass_half_a_minute(queue)
    queue.locator(f"[data-row='{new}']").wait_for()
    # a filter half filled in stays as it is until it is sent
    queue.locator(".ctools summary").click()
    queue.fill(".ctools [name=since]", "2026-11-01")
    queue.keyboard.press("Escape")
    later = reject_new_order(14)
    pass_half_a_minute(queue, PAUSED)
    assert queue.locator(f"[data-row='{later}']").count() == 0
    assert queue.input_value(".ctools [name=since]") == "2026-11-01"


@pytest.mark.slow(REASON)
def test_a_session_that_ended_stops_it_and_is_said(queue, numbers):
    queue.context.clear_cookies()
    pass_half_a_minute(queue, "no longer refreshed: reload the page")
    assert queue.locator("tbody tr").count() == len(numbers)
