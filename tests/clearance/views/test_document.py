"""The clerk sees what waits, what was rejected and why, and sends again."""

import pytest

from clearance.documents.preparation import prepare
from clearance.models import Declaration, TaxBill
from core.models import User
from orders.identity.encryption import decrypt_identity
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db


@pytest.fixture
def stuck():
    order = make_order(paid=True)
    order.lines.update(filing={**order.lines.get().filing, "unit": "xyz"})
    prepare(order.pk)
    return order.messages.get(kind="311")


def test_what_waits_for_a_person_is_counted_and_listed(client, clerk, stuck):
    page = client.get("/en/clearance/", {"queue": "stuck"}).content.decode()
    assert stuck.order.number in page
    assert "unit" in page
    assert (
        stuck.order.number in client.get("/clearance/", {"q": stuck.order.number}).content.decode()
    )
    assert (
        stuck.order.number not in client.get("/clearance/", {"queue": "accepted"}).content.decode()
    )


def test_a_document_is_readable_without_the_identity_number(client, clerk):
    order = make_order(paid=True)
    prepare(order.pk)
    number = decrypt_identity(order.buyer.id_number)
    for message in order.messages.all():
        page = client.get(f"/clearance/messages/{message.pk}/").content.decode()
        assert order.number in page
        assert number not in page


@pytest.mark.parametrize("page", ["", "messages/{}/", "documents.csv", "reconciliation/"])
def test_the_clerks_pages_stay_in_no_cache(client, clerk, stuck, page):
    """Nor behind the back button, once somebody else sits at the clerk's desk."""
    response = client.get(f"/clearance/{page.format(stuck.pk)}")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))


def test_send_again_twice_sends_once(client, clerk, stuck):
    order = stuck.order
    order.lines.update(filing={**order.lines.get().filing, "unit": "142"})
    first = client.post(f"/clearance/messages/{stuck.pk}/send-again/")
    message = order.messages.get(kind="311")
    assert first.url == f"/clearance/messages/{message.pk}/"
    assert bytes(message.content) != b""
    tries = message.tries
    client.post(f"/clearance/messages/{message.pk}/send-again/")
    assert order.messages.filter(kind="311").count() == 1
    assert tries <= 1


def test_a_tax_bill_leads_to_its_orders_documents(client, clerk):
    order = make_order(paid=True)
    listed = Declaration.objects.create(order=order, kind="621", cop_no="L1", invt_no="I1")
    TaxBill.objects.create(tax_no="TAX1", invt_no="I1", declaration=listed)
    TaxBill.objects.create(tax_no="TAX2", invt_no="I2")
    page = client.get("/clearance/tax-bills/").content.decode()
    assert page.count(f'href="/clearance/?q={order.number}"') == 1
    assert client.get(f"/clearance/?q={order.number}").status_code == 200


def test_the_clerks_pages_are_for_clerks(client, stuck):
    address = f"/clearance/messages/{stuck.pk}/"
    assert client.get(address).status_code == 302
    client.force_login(User.objects.create_user("consumer@expo.test", "x"))
    for path in ("/clearance/", address, "/clearance/strays/"):
        assert client.get(path).status_code == 403
    assert client.post(f"{address}send-again/").status_code == 403


def test_lists_need_the_same_queries_for_one_order_and_for_three(
    client, clerk, django_assert_max_num_queries
):
    def pages():
        with django_assert_max_num_queries(27) as counted:
            client.get("/clearance/")
        return len(counted)

    prepare(make_order(paid=True).pk)
    pages()  # the frame remembers where this person works
    one = pages()
    for body in ("11010518800101002", "11010518800101003"):
        prepare(make_order(paid=True, buyer=make_buyer(number=valid_identity(body))).pk)
    assert pages() == one
