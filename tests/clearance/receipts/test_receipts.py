"""Receipts come late, twice, in any order, broken or forged."""

import itertools
import re
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ceb import beijing_stamp, build, new_guid
from clearance.actions.cancel_order import cancel_order
from clearance.actions.resend import resend
from clearance.documents.preparation import prepare
from clearance.models import Receipt, ReceiptItem
from clearance.models.stored_errors import RELEASED_THOUGH_CANCELLED, error_text
from clearance.receipts.apply import match_pending_items
from clearance.receipts.intake import MAX_ITEMS, read_receipt, receive, store_items
from clearance.receipts.state_machine import decisive, message_state, stage_of
from clearance.transports.request_signatures import headers
from core.models import User
from evidence.models import Entry
from orders.identity.encryption import decrypt_identity
from orders.identity.numbers import mask
from orders.models import OrderEmail, OrderEvent
from tests.orders.factories import make_order
from tests.sampling import examples

pytestmark = pytest.mark.django_db
HISTORY = [("2", 1), ("120", 2), ("300", 3), ("399", 4), ("800", 5)]


def stamp(second):
    return f"20990101120{second:03d}000"


def list_receipt(order, status, second, info="测试"):
    record = {
        "guid": new_guid(), "customsCode": "4611", "ebpCode": "4101W00001",
        "ebcCode": "4101W00001", "agentCode": "4101W00009", "copNo": f"L{order.number[1:]}",
        "preNo": "B20990101000000001", "invtNo": "46112099I000000001",
        "returnStatus": status, "returnTime": stamp(second), "returnInfo": info,
    }  # fmt: skip
    return build("622", [record], guid=new_guid())


@pytest.fixture
def declared():
    """An order whose list is with customs."""
    from clearance.documents.preparation import write_document
    from clearance.models import Message
    from clearance.routing import whole_order

    order = make_order(paid=True)
    prepare(order.pk)
    order.messages.update(state="accepted")
    order.messages.filter(kind="511").update(
        answer={"logistics_no": "SF1", "logistics_code": "L", "logistics_name": "快递",
                "traf_mode": "4", "traf_no": None, "voyage_no": None, "bill_no": None}
    )  # fmt: skip
    write_document(whole_order(order.pk), Message.Kind.LIST)
    order.messages.filter(kind="621").update(state="sent")
    order.refresh_from_db()
    return order


def take(document):
    receipt, new = receive(document, "http")
    if new:
        read_receipt(receipt.pk)


@pytest.mark.parametrize("sequence", range(6))
def test_any_order_of_receipts_ends_the_same(declared, sequence):
    histories = list(itertools.permutations(HISTORY))
    for status, second in histories[sequence * 19]:
        document = list_receipt(declared, status, second)
        take(document)
        take(document)
    declared.refresh_from_db()
    message = declared.messages.get(kind="621")
    assert (declared.clearance_state, message.state, message.status) == (
        "released", "accepted", "800",
    )  # fmt: skip
    assert message.customs_number == "46112099I000000001"
    assert set(Receipt.objects.values_list("arrivals", flat=True)) == {2}


@given(st.permutations(HISTORY + HISTORY), st.sampled_from(["800", "100", "500"]))
@hypothesis_settings(max_examples=examples(200), deadline=None)
def test_what_decides_does_not_depend_on_arrival(history, last):
    items = [
        ReceiptItem(status=status if second < 5 else last, return_time=stamp(second), info="")
        for status, second in history
    ]
    assert decisive(items).status == last


def test_held_already_is_a_verdict_on_export_where_the_number_means_a_bad_signature():
    fields = {"status": "-301010", "return_time": stamp(1), "info": ""}
    assert decisive([ReceiptItem(kind="311", **fields)]) is None
    assert decisive([ReceiptItem(kind="303", **fields)]).status == "-301010"


def test_blanks_around_a_key_or_number_are_none_of_it(declared):
    """Customs' own sample of a 624 has a tab in its key."""
    key = f"L{declared.number[1:]}"
    document = list_receipt(declared, "800", 1)
    document = document.replace(f">{key}<".encode(), f">\t{key} <".encode())
    take(document.replace(b">46112099I000000001<", b"> 46112099I000000001\n<"))
    declared.refresh_from_db()
    listed = declared.messages.get(kind="621")
    assert (declared.clearance_state, listed.customs_number) == ("released", "46112099I000000001")
    assert f">\t{key} <".encode() in bytes(Receipt.objects.get().content)


def test_a_late_rejection_does_not_take_a_release_back(declared):
    take(list_receipt(declared, "800", 5))
    take(list_receipt(declared, "100", 4))
    take(list_receipt(declared, "100", 9))
    declared.refresh_from_db()
    assert declared.clearance_state == "released"


@pytest.mark.parametrize("return_time", ["ZZZZ", "", "2026"])
def test_a_time_that_is_none_stands_above_nothing_that_customs_says_later(declared, return_time):
    garbled = list_receipt(declared, "300", 9).replace(stamp(9).encode(), return_time.encode())
    take(garbled)
    take(list_receipt(declared, "120", 1))
    declared.refresh_from_db()
    assert declared.clearance_state == "received"


def test_an_unknown_status_is_kept_and_changes_nothing(declared):
    take(list_receipt(declared, "120", 1))
    take(list_receipt(declared, "777", 2))
    declared.refresh_from_db()
    assert (declared.clearance_state, message_state("621", "777"), stage_of("777").order) == (
        "received", None, None,
    )  # fmt: skip
    assert ReceiptItem.objects.filter(status="777").count() == 1


# R-DOC-5
def test_only_800_releases():
    assert [
        s for s in ("2", "120", "300", "399", "500", "800", "-1") if stage_of(s).order == "released"
    ] == ["800"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not xml",
        b"<CEB622Message",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><CEB622Message>&a;</CEB622Message>',
        b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><CEB622Message/>',
        b"<CEB999Message/>",
    ],
)
def test_broken_and_hostile_receipts_are_kept_and_shown(client, settings, body):
    response = post(client, settings, body)
    assert response.status_code == 200
    receipt = Receipt.objects.get()
    read_receipt(receipt.pk)
    receipt.refresh_from_db()
    assert bytes(receipt.content) == body
    with override("zh-hans"):
        assert re.search("[一-龥]", error_text(receipt.last_error))
    with override("en"):
        assert error_text(receipt.last_error).isascii()


def post(client, settings, body, **extra):
    secret = settings.CLEARANCE_SECRET
    return client.post(
        "/clearance/receipts/",
        body,
        content_type="application/xml",
        headers={**headers("customs", secret, body), **extra},
    )


def test_a_forged_or_old_receipt_is_rejected(client, settings):
    body = b"<CEB622Message/>"
    old = str(int(time.time()) - 3600)
    for wrong in (
        {"X-Clearance-Signature": "sha256=00"},
        {"X-Clearance-Signature": ""},
        {"X-Clearance-Timestamp": old},
        {"X-Clearance-Timestamp": "soon"},
    ):
        assert post(client, settings, body, **wrong).status_code == 401
    assert not Receipt.objects.exists()


def test_an_oversized_receipt_is_rejected(client, settings):
    assert post(client, settings, b"x" * (4 * 1024 * 1024 + 1)).status_code == 413


def test_receipts_from_files_are_reported_line_by_line(declared, tmp_path, capsys):
    good, bad = tmp_path / "a.xml", tmp_path / "b.xml"
    good.write_bytes(list_receipt(declared, "800", 5, "放行"))
    bad.write_text("no xml")
    call_command("receive_receipts", str(good), "--dry-run")
    assert not Receipt.objects.exists()
    capsys.readouterr()
    call_command("receive_receipts", str(good), str(bad))
    import json

    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first == {
        "file": str(good), "kind": "622", "accepted": True, "error": None,
        "items": [{"key": f"L{declared.number[1:]}", "status": "800",
                   "return_time": stamp(5), "info": "放行"}],
    }  # fmt: skip
    assert (second["accepted"], second["error"] is not None) == (False, True)
    declared.refresh_from_db()
    assert declared.clearance_state == "released"


def test_an_identity_number_that_customs_quotes_is_masked_wherever_people_read(client, declared):
    number = decrypt_identity(declared.buyer.id_number)
    take(list_receipt(declared, "100", 9, info=f"订购人{number}与姓名不符"))
    clerk = User.objects.create_superuser("root@expo.test", "x")
    client.force_login(clerk)
    item = ReceiptItem.objects.get()
    message = declared.messages.get(kind="621")
    read = [
        item.info,
        str(OrderEvent.objects.filter(order=declared, kind="rejected").get().data),
        *Entry.objects.values_list("payload", flat=True),
        *map(str, OrderEmail.objects.values_list("data", flat=True)),
        client.get(f"/clearance/messages/{message.pk}/").content.decode(),
        client.get(f"/clearance/receipts/{item.receipt_id}/").content.decode(),
    ]
    assert not [text for text in read if number in text]
    assert mask(number) in item.info
    assert number in bytes(item.receipt.content).decode()  # customs' own text, kept


def test_a_moment_out_of_this_world_is_no_moment(declared):
    take(list_receipt(declared, "800", 5).replace(stamp(5).encode(), b"00010101000000000"))
    declared.refresh_from_db()
    assert declared.clearance_state == "released"


def order_receipt(order, status, moment):
    record = {
        "guid": new_guid(), "ebpCode": "4101W00001", "ebcCode": "4101W00001",
        "orderNo": order.number, "returnStatus": status,
        "returnTime": beijing_stamp(moment, 17), "returnInfo": "测试",
    }  # fmt: skip
    return build("312", [record], guid=new_guid())


@pytest.mark.parametrize("minutes", [-10, 0, 10])
def test_versions_are_distinguished_whatever_customs_clock_says(minutes):
    order = make_order(paid=True)
    prepare(order.pk)
    first = order.messages.get(kind="311")
    order.messages.filter(pk=first.pk).update(state="sent", tries=1)
    rejected_at = timezone.now() + timedelta(minutes=minutes)
    rejection = order_receipt(order, "100", rejected_at)
    take(rejection)
    first.refresh_from_db()
    second = resend(first, actor=None)
    take(rejection + b"<!-- sent twice -->")
    second.refresh_from_db()
    assert second.state == "waiting"
    order.messages.filter(pk=second.pk).update(state="sent", tries=1)
    take(order_receipt(order, "120", rejected_at + timedelta(seconds=30)))
    states = order.messages.filter(kind="311").order_by("version").values_list("state", flat=True)
    assert list(states) == ["rejected", "accepted"]


def test_a_release_after_the_money_went_back_calls_a_clerk(declared):
    take(list_receipt(declared, "100", 3))
    cancel_order(declared.messages.get(kind="621"), actor=None, reason="测试")
    for _ in range(2):
        take(list_receipt(declared, "800", 5))
        declared.refresh_from_db()
        message = declared.messages.get(kind="621")
        assert (declared.clearance_state, message.state, message.status) == (
            "cancelled", "stuck", "800",
        )  # fmt: skip
        assert message.last_error == RELEASED_THOUGH_CANCELLED


def test_unmatched_receipts_keep_no_document_of_ours_waiting(declared):
    """A worker died before it applied what a receipt says; newer ones belong to nobody here."""
    receipt, _ = receive(list_receipt(declared, "800", 5), "file")
    store_items(receipt.pk)
    for second in (6, 7):
        unmatched = list_receipt(declared, "2", second).replace(declared.number[1:].encode(), b"X1")
        read_receipt(receive(unmatched, "file")[0].pk)
    assert ReceiptItem.objects.filter(message=None, applied_at=None).count() == 3
    assert match_pending_items(limit=1) == 1
    assert ReceiptItem.objects.get(applied_at__isnull=False).receipt == receipt


def test_a_receipt_of_endless_answers_is_shown_and_none_of_them_is_filed(client, declared):
    one = list_receipt(declared, "120", 1)
    begin, end = one.index(b"<ceb:InventoryReturn"), one.index(b"</ceb:CEB622Message")
    take(one[:begin] + one[begin:end] * (MAX_ITEMS + 1) + one[end:])
    receipt = Receipt.objects.get()
    assert str(MAX_ITEMS + 1) in receipt.last_error
    assert not ReceiptItem.objects.exists()


def test_matching_pending_items_never_reads_their_receipts_content(declared):
    """A receipt of megabytes that speaks of hundreds of unknown documents was read once for
    each of them, at every periodic task."""
    unmatched = list_receipt(declared, "2", 6).replace(declared.number[1:].encode(), b"X1")
    read_receipt(receive(unmatched, "file")[0].pk)
    with CaptureQueriesContext(connection) as queries:
        match_pending_items()
    assert [q["sql"] for q in queries if '"clearance_receipt"."content"' in q["sql"]] == []
