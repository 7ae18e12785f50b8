"""The clerk's page of one order: the state and its one cause stand first, then what to do; beside
it the order, what customs said of each of its documents, and what was done."""

import pytest

from clearance.documents.preparation import prepare
from clearance.models import Correction, Message
from evidence import actions as evidence
from tests.clearance.customs_receipts import receipt_for, receive_and_read
from tests.html import folded
from tests.orders.factories import make_buyer, make_order, valid_identity

pytestmark = pytest.mark.django_db
WRONG_PHONE = "[Code:130999;Desc:收货人电话不一致]"


def prepared(serial=1):
    order = make_order(
        paid=True, buyer=make_buyer(number=valid_identity(f"1101051880010{serial:04}"))
    )
    prepare(order.pk)
    return order


def rejected(order, kind="311", info=WRONG_PHONE):
    message = order.messages.get(kind=kind, superseded_at=None)
    receive_and_read(receipt_for(message, "100", 2, info=info))
    message.refresh_from_db()
    return message


def page_of(client, message, language="en"):
    return client.get(f"/{language}/clearance/messages/{message.pk}/".replace("/zh/", "/"))


def heading(page):
    return folded(page.content.decode().split("<h1>", 1)[1].split("</h1>", 1)[0])


def test_state_and_cause_stand_first(client, clerk):
    order = prepared()
    message = rejected(order)
    page = page_of(client, message)
    assert heading(page) == "Order rejected: consignee telephone"
    assert heading(page_of(client, message, "zh")) == "订单退单：收货人电话"
    assert heading(page_of(client, order.messages.get(kind="411"))) == "Payment: waiting"
    text = page.content.decode()
    # what stands first is what to do; what is read more rarely comes below
    places = [text.index(f'id="{name}"') for name in ("h-next", "correct", "h-content", "receipts")]
    assert places == sorted(places)


def test_a_code_of_customs_table_says_what_it_means_though_it_is_about_a_field(client, clerk):
    message = prepared().messages.get(kind="311")
    listed = Message.objects.create(
        order=message.order, zone=message.zone, kind="621", business_key="L1", receipt_key="L1",
        state="sent", tries=1,
    )  # fmt: skip
    receive_and_read(receipt_for(listed, "-621018", 1, info="[Code:621018;Desc:超过年度限额]"))
    assert heading(page_of(client, listed, "zh")) == "清单退单：将超过个人年度限额"


def test_the_list_says_the_same_with_the_next_step_and_customs_words(client, clerk):
    message = rejected(prepared())
    [row] = client.get("/clearance/", {"queue": "rejected"}).context["page"].rows
    assert (row.pk, row.heading) == (message.pk, "订单退单：收货人电话")
    assert (row.cause.next_text, row.said) == ("更正后重新申报", "收货人电话不一致")


@pytest.mark.slow("four orders with their documents and receipts")
def test_the_keys_lead_from_order_to_order_that_is_to_do(client, clerk):
    first, second, third = (rejected(prepared(serial)) for serial in (1, 2, 3))
    # a second document of the same order is no order more
    second.order.messages.filter(kind="511").update(state="rejected", status="100")
    untouched = prepared(4).messages.get(kind="311")
    places = [page_of(client, one).context["queue_place"] for one in (first, second, third)]
    assert [(one.number, one.previous, one.next) for one in places] == [
        (1, None, second.pk),
        (2, first.pk, third.pk),
        (4, second.order.messages.get(kind="511").pk, None),
    ]
    assert {one.count for one in places} == {4}
    page = page_of(client, second)
    assert "document 2 of 4 to do" in folded(page.content.decode())
    assert f'href="/en/clearance/messages/{third.pk}/"' in page.content.decode()
    # where nothing is to do, the oldest to do comes next
    other = page_of(client, untouched).context["queue_place"]
    assert (other.number, other.previous, other.next) == (0, None, first.pk)


def test_what_customs_said_of_every_document_stands_together(client, clerk):
    order = prepared()
    payment = order.messages.get(kind="411")
    receive_and_read(receipt_for(payment, "120", 1, info="[Code:1800;Desc:逻辑校验通过]"))
    message = rejected(order)
    lines = page_of(client, message).context["receipts"]
    assert [(line.item.kind, line.sign, line.mark, line.item.status) for line in lines] == [
        ("311", "O", "bad", "100"), ("411", "P", "done", "120"),
    ]  # fmt: skip
    assert lines[0].cause.field == "consigneeTelephone"


def test_a_receipt_and_a_transmission_lead_to_their_whole_text(client, clerk):
    """The addresses were there, and no page led to them."""
    message = rejected(prepared())
    receipt = message.receipt_items.get().receipt
    text = page_of(client, message).content.decode()
    assert f'href="/en/clearance/whole/receipt/{receipt.pk}/"' in text
    assert f'href="/en/clearance/whole/message/{message.pk}/"' in text


def test_a_correction_says_beforehand_what_will_be_sent(client, clerk):
    order = prepared()
    order.messages.update(tries=1, state="accepted")
    page = page_of(client, rejected(order))
    documents = [(one.kind, version, late) for one, version, late in page.context["rewritten"]]
    assert documents == [("311", 2, False), ("511", 2, False), ("621", 1, True)]
    assert not Correction.objects.exists()


def test_the_new_version_stands_beside_the_old_one_field_by_field(client, clerk):
    order = prepared()
    old = rejected(order)
    new = old.order.messages.get(kind="311", superseded_at=None)
    assert page_of(client, new).context["table"]["before"] is None
    client.post(f"/clearance/messages/{old.pk}/send-again/")
    newest = order.messages.get(kind="311", superseded_at=None)
    table = page_of(client, newest).context["table"]
    assert table["before"] == old
    changed = {row["name"]: row["before"] for row in table["rows"] if row.get("is_new")}
    assert changed["appType"] == "1"
    assert "orderNo" not in changed


def test_the_field_that_customs_objects_to_is_marked_in_the_document(client, clerk):
    table = page_of(client, rejected(prepared())).context["table"]
    assert [row["name"] for row in table["rows"] if row.get("is_wrong")] == ["consigneeTelephone"]


def test_the_log_names_staff_and_never_the_buyer(client, clerk):
    order = prepared()
    subject = f"order {order.number}"
    buyer = make_buyer(number=valid_identity("11010518800199991"))
    evidence.record(subject=subject, kind="message sent again", payload={}, actor=clerk)
    evidence.record(subject=subject, kind="placed", payload={}, actor=buyer.user)
    entries = page_of(client, order.messages.get(kind="311")).context["entries"]
    assert [person for _entry, person in entries[:2]] == ["", str(clerk)]


def test_a_page_asks_the_database_as_often_for_many_receipts_as_for_one(
    client, clerk, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(60) as counted:
            page_of(client, message)
        return len(counted)

    message = rejected(prepared())
    queries()  # the frame remembers where this person works
    few = queries()
    for second in range(3, 9):
        receive_and_read(receipt_for(message, "100", second, info=WRONG_PHONE))
    assert queries() == few
