"""What has been kept long enough goes everywhere; what is needed stays (R-KEEP, R-PRIV-6)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from accounts.retention import TABLE, forget_outdated
from clearance.models import Batch, Message, Receipt, ReceiptItem
from core.groups import ORGANIZERS
from core.models import User
from evidence.models import Entry
from evidence.verification import verify_chain
from orders import retention as keeping
from orders.identity.encryption import decrypt_identity
from orders.models import Buyer, Cart, Order, OrderEmail, Return, Shipment
from orders.monitoring import integrity
from tests import hooks
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def order():
    return make_order(paid=True)


@pytest.fixture
def number(order):
    return decrypt_identity(order.buyer.id_number)


@pytest.fixture
def message(order, number):
    """A list as sent, its transmission, and customs' answer that quotes the number."""
    batch = Batch.objects.create(name="B1", kind="621", content=b"base64", digest="d", state="sent")
    message = Message.objects.create(
        order=order, kind="621", business_key="L1", batch=batch, state="accepted", digest="as sent",
        content=f"<buyerIdNumber>{number}</buyerIdNumber>".encode(), status_info=f"[{number}]",
    )  # fmt: skip
    receipt = Receipt.objects.create(
        digest="r", content=f"身份证{number}".encode(), transport="http"
    )
    ReceiptItem.objects.create(
        receipt=receipt, message=message, kind="621", business_key="L1", status="800",
        return_time="20260101000000", info=f"放行[{number}]",
    )  # fmt: skip
    return message


def ended(days, **moments):
    """The order came to its end so many days ago."""
    at = timezone.now() - timedelta(days=days)
    Buyer.objects.update(created_at=at - timedelta(days=1))
    Order.objects.update(placed_at=at, **dict.fromkeys(moments or ["released_at"], at))


def counted():
    return {row.operation: number for row, number in forget_outdated()}


def texts_with(number):
    texts = [
        bytes(content).decode()
        for model in (Message, Receipt)
        for content in model.objects.values_list("content", flat=True)
    ]
    texts += Message.objects.values_list("status_info", flat=True)
    texts += ReceiptItem.objects.values_list("info", flat=True)
    return [text for text in texts if number in text]


def test_working_copies_of_a_number_go_and_customs_documents_stay_as_they_are(
    order, number, message
):
    """R-KEEP-2: after 90 days nobody needs the number but the law, for three years."""
    sent, received = bytes(message.content), bytes(Receipt.objects.get().content)
    ended(91)
    assert len(texts_with(number)) == 4
    assert counted()["erase_identity_numbers"] == 1
    assert texts_with(number) == [sent.decode(), received.decode()]
    buyer = Buyer.objects.get()
    assert (buyer.id_number, buyer.id_hash, buyer.id_masked) == (
        "",
        order.buyer.id_hash,
        order.buyer.id_masked,
    )
    message.refresh_from_db()
    assert (bytes(message.content), message.status_info) == (sent, f"[{buyer.id_masked}]")
    assert bytes(Batch.objects.get().content) == b"base64"
    entry = Entry.objects.get(kind="erased")
    assert entry.subject == f"buyer {buyer.pk}"
    assert number not in entry.payload
    assert counted()["erase_identity_numbers"] == 0


@pytest.mark.parametrize("days", [1, 89])
def test_a_number_stays_while_goods_may_come_back(order, number, message, days):
    ended(days)
    assert counted()["erase_identity_numbers"] == 0
    assert decrypt_identity(Buyer.objects.get().id_number) == number


def test_a_number_stays_while_another_order_or_a_return_is_under_way(order):
    ended(91)
    open_one = make_order(make_variant_for_sale(), buyer=order.buyer)
    assert counted()["erase_identity_numbers"] == 0
    Order.objects.filter(pk=open_one.pk).update(cancelled_at=timezone.now() - timedelta(days=91))
    goods_return = Return.objects.create(number="RT1", order=order, reason="faulty")
    for state in ("requested", "received", "applying", "rejected"):
        Return.objects.filter(pk=goods_return.pk).update(state=state)
        assert counted()["erase_identity_numbers"] == 0
    Return.objects.filter(pk=goods_return.pk).update(state="accepted")
    assert counted()["erase_identity_numbers"] == 1


def test_after_three_years_no_name_is_left_and_the_balances_still_agree(order, number, message):
    ended(1099)
    assert counted()["erase_people"] == 1
    order = Order.objects.select_related("buyer", "group").get()
    assert (order.consignee, order.consignee_mobile, order.address) == ("—", "", "")
    assert (order.buyer.name, order.buyer.mobile, order.group.email) == ("", "", "")
    assert order.payments.get().payer_name == ""
    assert order.payments.get().amount == order.actual_paid
    assert bytes(Message.objects.get().content) == bytes(Receipt.objects.get().content) == b""
    assert verify_chain().holds
    assert integrity.sums() == integrity.quota() == []
    assert counted()["erase_people"] == 0


def test_a_receipt_about_several_orders_waits_for_the_last_of_them(order, message):
    """Another order's customs document is kept its own three years (R-KEEP-1)."""
    later = make_order(paid=True)
    also = Message.objects.create(order=later, kind="621", business_key="L2", state="accepted")
    ReceiptItem.objects.create(
        receipt=Receipt.objects.get(), message=also, kind="621", business_key="L2", status="800",
        return_time="20260101000000",
    )  # fmt: skip
    ended(1099)
    recently = timezone.now() - timedelta(days=1000)
    Order.objects.filter(pk=later.pk).update(released_at=recently)
    assert counted()["erase_people"] == 1
    assert bytes(Message.objects.get(pk=message.pk).content) == b""
    assert "身份证" in bytes(Receipt.objects.get().content).decode()
    Order.objects.filter(pk=later.pk).update(released_at=recently - timedelta(days=99))
    assert counted()["erase_people"] == 1
    assert bytes(Receipt.objects.get().content) == b""


def test_a_transmission_of_several_orders_waits_for_the_last_of_them(order, message):
    later = make_order(paid=True)
    Message.objects.create(order=later, kind="621", business_key="L2", batch=message.batch)
    ended(1099)
    moved(Order.objects.filter(pk=later.pk), 1000, "released_at")
    assert counted()["erase_people"] == 1
    assert bytes(Batch.objects.get().content) == b"base64"
    moved(Order.objects.filter(pk=later.pk), 1099, "released_at")
    assert counted()["erase_people"] == 1
    assert bytes(Batch.objects.get().content) == b""


def test_receipts_and_transmissions_that_no_order_leads_to_go_by_their_own_date(message):
    """Unmatched, unreadable, sent again: they may name people like any other."""
    matched = Receipt.objects.get()
    for digest in ("unmatched", "unreadable"):
        Receipt.objects.create(digest=digest, content=b"13800001234", transport="file")
    item = ReceiptItem.objects.create(
        receipt=Receipt.objects.get(digest="unmatched"), kind="621", business_key="L9",
        status="100", return_time="20260101000000", info="13800001234", data={"invtNo": "9"},
    )  # fmt: skip
    split = Batch.objects.create(
        name="B2", kind="621", content=b"base64", digest="d", state="split"
    )
    moved(Receipt.objects, 1090, "arrived_at")
    moved(Batch.objects, 1090, "created_at")
    assert counted()["erase_unmatched"] == 0
    moved(Receipt.objects, 1099, "arrived_at")
    moved(Batch.objects, 1099, "created_at")
    assert [counted()["erase_unmatched"], counted()["erase_unmatched"]] == [3, 0]
    item.refresh_from_db()
    split.refresh_from_db()
    contents = [bytes(receipt.content) for receipt in Receipt.objects.exclude(pk=matched.pk)]
    assert (contents, item.info, item.data, bytes(split.content)) == ([b"", b""], "", {}, b"")
    matched.refresh_from_db()
    assert "身份证" in bytes(matched.content).decode()
    assert bytes(message.batch.content) == b"base64"


def moved(rows, days, *names):
    """Rows as they would stand had they been written so many days ago."""
    at = timezone.now() - timedelta(days=days)
    rows.update(**dict.fromkeys(names, at))


@pytest.fixture
def returned(order, message):
    """Released 1,100 days ago; its goods came back, and customs took the list back."""
    ended(1100)
    goods_return = Return.objects.create(
        number="RT1", order=order, reason="faulty", state="accepted",
        applied_on=timezone.localdate() - timedelta(days=1099),
    )  # fmt: skip
    document = Message.objects.create(
        order=order, kind="625", business_key="RT1", state="accepted", content=b"625"
    )
    answer = ReceiptItem.objects.create(
        receipt=Receipt.objects.create(digest="r625", content=b"626", transport="http"),
        message=document, kind="625", business_key="RT1", status="800",
        return_time="20260101000000",
    )  # fmt: skip
    moved(Return.objects, 1099, "requested_at")
    moved(Message.objects, 1099, "created_at")
    moved(Receipt.objects, 1099, "arrived_at")
    return {"return": goods_return, "document": document, "receipt": answer.receipt}


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("return", "requested_at"), ("return", "price_booked_at"), ("return", "applied_on"),
        ("document", "created_at"), ("receipt", "arrived_at"),
    ],
)  # fmt: skip
def test_the_three_years_count_from_the_documents_of_a_return(returned, row, name):
    """R-KEEP-2: they are younger than the release by weeks."""
    rows = type(returned[row]).objects.filter(pk=returned[row].pk)
    moved(rows, 1090, name)
    assert counted()["erase_people"] == 0
    assert bytes(Message.objects.get(kind="625").content) == b"625"
    moved(rows, 1099, name)
    assert counted()["erase_people"] == 1
    assert bytes(Message.objects.get(kind="625").content) == b""


def test_the_three_years_count_from_delivery_where_that_is_later(order):
    ended(1100)
    Shipment.objects.create(order=order, delivered_at=timezone.now() - timedelta(days=1090))
    assert counted()["erase_people"] == 0
    moved(Shipment.objects, 1099, "delivered_at")
    assert counted()["erase_people"] == 1


def test_one_person_who_can_not_be_erased_keeps_no_other(order, monkeypatch):
    erase, spoilt = keeping.erase_people, order.pk

    def fails(one):
        if one.pk == spoilt:
            raise RuntimeError("a mistake of ours")
        return erase(one)

    monkeypatch.setattr(keeping, "erase_people", fails)
    make_order(paid=True)
    ended(1099)
    assert counted()["erase_people"] == 1
    assert list(Order.objects.exclude(consignee_mobile="")) == [order]


def test_emails_and_guests_carts_go_by_themselves():
    old = timezone.now() - timedelta(days=181)
    for key, sent_at in (("old", old), ("new", timezone.now()), ("waits", None)):
        OrderEmail.objects.create(key=key, to="a@b.example", template="paid", sent_at=sent_at)
    Cart.objects.create(session_key="g")
    Cart.objects.create(user=User.objects.create_user("lin@expo.test", "x"))
    Cart.objects.update(updated_at=old)
    erased = counted()
    assert (erased["delete_emails"], erased["delete_guest_carts"]) == (1, 1)
    assert set(OrderEmail.objects.values_list("key", flat=True)) == {"new", "waits"}
    assert Cart.objects.get().user is not None


def test_one_operation_that_fails_keeps_no_other_from_its_work(monkeypatch, capsys):
    def broken(before):
        raise RuntimeError("no such table")

    hooks.replace(monkeypatch, "erase_people", broken)
    Cart.objects.create(session_key="g")
    Cart.objects.update(updated_at=timezone.now() - timedelta(days=31))
    with pytest.raises(SystemExit):
        call_command("forget_outdated")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(TABLE)
    assert not Cart.objects.exists()


def test_organizers_read_the_table_that_the_worker_obeys(client):
    user = User.objects.create_user("organizer@expo.test", "x")
    client.force_login(user)
    assert client.get("/admin/kept/").status_code in (302, 403)
    user.groups.add(Group.objects.get(name=ORGANIZERS))
    page = client.get("/admin/kept/").content.decode()
    assert all(row.rules in page and str(row.days) in page for row in TABLE)
    assert "身份证件号码" in page or "身份证号" in page
