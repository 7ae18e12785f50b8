"""Nothing was found: an enquiry to somebody who may know."""

import pytest

from exhibitors.models import Enquiry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280], ids=["phone", "desk"])
@pytest.mark.parametrize(
    ("prefix", "text", "label", "waits"),
    [
        ("", "拖拉机", "咨询展商", "还没有答复。"),
        ("/en", "tractor", "Ask the exhibitors", "No answer yet."),
    ],
    ids=["zh", "en"],
)
def test_where_nothing_is_found_an_enquiry_is_offered(visit, width, prefix, text, label, waits):
    visitor = visit(width).go(f"{prefix}/goods/?q={text}").check_accessibility()
    page = visitor.page
    page.locator(".empty").get_by_role("link", name=label).click()
    page.wait_for_url(f"**{prefix}/enquiries/new/**")
    assert page.locator("main input[name=wanted]").input_value() == text
    page.locator("main button[type=submit]").click()
    page.locator("main .error").wait_for()  # without an address nobody can answer
    visitor.errors.clear()  # the browser notes every 422
    visitor.check_accessibility()
    page.locator("main input[name=email]").fill("lili@expo.test")
    page.locator("main button[type=submit]").click()
    page.get_by_text(waits).wait_for()
    visitor.check_accessibility()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert list(Enquiry.objects.values_list("wanted", "language")) == [
        (text, "en" if prefix else "zh-hans")
    ]
