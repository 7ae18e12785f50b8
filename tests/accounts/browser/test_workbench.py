"""The clerk's list at a glance and by keyboard; the frame on a phone; nothing that axe minds.
Each of these takes seconds: a browser opens real pages."""

import pytest

from clearance.documents.preparation import prepare
from clearance.models import Message
from core import groups
from core.models import User
from tests.accounts.test_workbench import someone
from tests.exhibitors.factories import make_exhibitor, make_member
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TOP = "document.querySelector('.crows tbody tr').getBoundingClientRect().top"
FOCUSED = "document.activeElement.closest('tr')?.rowIndex ?? 0"


@pytest.fixture
def rejected(db):
    """Three orders whose order documents customs has rejected."""
    for n in range(3):
        buyer = make_buyer(number=valid_identity(f"1101051880{n + 1:02d}01001"))
        prepare(make_order(paid=True, buyer=buyer).pk)
    Message.objects.filter(kind="311").update(
        state="rejected", status="100", status_info="[Code:130126;Desc:收货地址不一致]"
    )


def test_the_first_row_stands_in_sight_one_row_an_order(at_work, rejected):
    clerk = at_work(someone(groups.CLERKS))
    for path in ("/clearance/", "/clearance/?queue=rejected", "/en/clearance/"):
        page = clerk.go(path).page
        assert page.evaluate(TOP) < 400, path
        assert page.locator(".crows tbody tr").count() == 3
    page = clerk.go("/clearance/").page
    assert page.locator(".crows tbody tr").first.locator(".fdoc").count() == 4


def test_a_clerk_goes_through_the_rows_and_opens_one_by_keys(at_work, rejected):
    clerk = at_work(someone(groups.CLERKS))
    page = clerk.go("/clearance/?queue=rejected").page
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == 2
    page.keyboard.press("k")
    page.keyboard.press("x")
    assert page.locator(".crows input:checked").count() == 1
    page.keyboard.press("?")
    assert page.locator("#keyhelp").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("jx?/")  # in a field letters are letters
    assert page.locator(".wbtop__q input").input_value() == "jx?/"
    assert page.locator(".crows input:checked").count() == 1
    page.keyboard.press("Tab")
    page.locator(".crows tbody tr th a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/clearance/messages/*/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_minds_nothing_in_the_frame(at_work, rejected, width, scheme):
    clerk = at_work(someone(groups.CLERKS), width, color_scheme=scheme)
    member = at_work(
        make_member(make_exhibitor("nordic"), "i@expo.test"), width, color_scheme=scheme
    )
    for visitor, path in ((clerk, "/clearance/?queue=rejected"), (member, "/desk/nordic/")):
        visitor.go(path).check_accessibility()
        wide = visitor.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path


def test_the_bottom_bar_of_a_phone_is_one_line_with_all_behind_more(at_work, rejected):
    page = at_work(someone(groups.CLERKS), 390).go("/clearance/").page
    tops = page.locator(".wbtab > ul > li").evaluate_all(
        "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().top))"
    )
    assert len(tops) == 5
    assert len(set(tops)) == 1
    page.locator(".wbmore summary").click()
    assert page.locator(".wbmore__sheet a").count() == 11
    page.locator(".wbmore__sheet a", has_text="电子税单").click()
    page.wait_for_url("**/clearance/tax-bills/")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_figure_of_the_office_stands_alone_beside_a_gap(at_work, width):
    person = User.objects.create_superuser("office@expo.test")
    page = at_work(person, width).go("/office/").page
    cells = page.locator(".report-facts > div").evaluate_all(
        "cells => cells.map(cell => { const box = cell.getBoundingClientRect();"
        " return [Math.round(box.top), box.width] })"
    )
    assert len(cells) == 9
    whole = page.locator(".report-facts").evaluate("list => list.getBoundingClientRect().width")
    for top in {top for top, _width in cells}:
        assert sum(width for at, width in cells if at == top) > whole - 3
