"""A buyer takes the evidence of an order along (R-EVID-4, R-DISP-2)."""

import io
import json
import zipfile
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from clearance.models import Message, Receipt, ReceiptItem
from core.models import User
from evidence.actions import record
from evidence.check_bundle import check
from evidence.models import Entry
from orders.checkout.consents import record_consents
from orders.identity.encryption import decrypt_identity
from orders.models import Consent, OrderGroup
from tests.openssl import needs_openssl
from tests.orders.factories import make_group, make_order

pytestmark = [pytest.mark.django_db, needs_openssl]


@pytest.fixture
def buyer(client, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    user = User.objects.create_user("lin@example.com", "x")
    client.force_login(user)
    client.order = make_order(user=user, group=make_group(user), paid=True)
    client.number = decrypt_identity(client.order.buyer.id_number)
    return client


@pytest.fixture
def message_and_receipt(buyer):
    message = Message.objects.create(
        order=buyer.order, kind="311", business_key="K", state="accepted", digest="as sent",
        content=f"<buyerIdNumber>{buyer.number}</buyerIdNumber>".encode(),
    )  # fmt: skip
    receipt = Receipt.objects.create(digest="r", content="<回执/>".encode(), transport="http")
    ReceiptItem.objects.create(
        receipt=receipt, message=message, kind="311", business_key="K", status="120",
        return_time="20260101000000",
    )  # fmt: skip
    return message, receipt


def download(client, order):
    return client.get(reverse("orders:evidence", args=[order.number]))


def test_the_bundle_holds_the_whole_order_and_no_identity_number(
    buyer, message_and_receipt, tmp_path
):
    page = buyer.get(buyer.order.get_absolute_url()).content.decode()
    assert reverse("orders:evidence", args=[buyer.order.number]) in page
    response = download(buyer, buyer.order)
    assert response["Content-Disposition"] == f'attachment; filename="{buyer.order.number}.zip"'
    path = tmp_path / "bundle.zip"
    path.write_bytes(response.content)
    assert "hold" in check(path)[1]
    message, receipt = message_and_receipt
    with zipfile.ZipFile(io.BytesIO(response.content)) as bundle:
        parts = {name: bundle.read(name) for name in bundle.namelist()}
    assert {
        "order.json", "consents.json", "payments.json", "returns.json", "ledger.json",
        "customs/documents.json", f"customs/{message.pk}-CEB311-v1.xml",
        f"customs/receipt-{receipt.pk}.xml", "manifest.json", "manifest.tsr", "authority.pem",
        "check_bundle.py",
    } <= set(parts)  # fmt: skip
    assert [name for name, content in parts.items() if buyer.number.encode() in content] == []
    assert json.loads(parts["order.json"])["actual_paid"] == str(buyer.order.actual_paid)
    assert json.loads(parts["customs/documents.json"])[0]["sha256_as_sent"] == "as sent"
    assert parts[f"customs/receipt-{receipt.pk}.xml"] == "<回执/>".encode()
    kinds = [entry["kind"] for entry in json.loads(parts["ledger.json"])["entries"]]
    assert kinds[-1] == "evidence exported"
    entry = Entry.objects.get(kind="evidence exported")
    assert entry.actor == f"user {buyer.order.group.user.pk}"


def test_nobody_else_downloads_it(buyer):
    other_client = Client()
    assert download(other_client, buyer.order).status_code == 404
    other_client.force_login(User.objects.create_user("eve@example.com", "x"))
    assert download(other_client, buyer.order).status_code == 404
    assert not Entry.objects.filter(kind="evidence exported").exists()


def test_of_a_receipt_about_several_orders_goes_what_it_says_of_this_one(
    buyer, message_and_receipt
):
    message, receipt = message_and_receipt
    other_message = Message.objects.create(
        order=make_order(paid=True), kind="311", business_key="L"
    )
    ReceiptItem.objects.create(
        receipt=receipt, message=other_message, kind="311", business_key="L", status="100",
        return_time="20260101000000", info="not for other eyes",
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(download(buyer, buyer.order).content)) as bundle:
        (name,) = (name for name in bundle.namelist() if "receipt-" in name)
        receipt_part = json.loads(bundle.read(name))
    assert (
        receipt_part["sha256_as_received"],
        [one["status"] for one in receipt_part["says"]],
    ) == ("r", ["120"])
    assert receipt_part["says"][0]["business_key"] == message.business_key


# R-PLAT-2, R-PRIV-2, 3, R-EVID-4
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_texts_that_were_agreed_to_are_enclosed_word_for_word(buyer, tmp_path, language):
    """Digests alone prove nothing to somebody who no longer has the texts."""
    order = buyer.order
    OrderGroup.objects.filter(pk=order.group_id).update(language=language)
    order.group.refresh_from_db()
    with translation.override(language):
        given = record_consents(order.group, [order.exhibitor], ["Honey 500 g"])
    record(
        subject=f"order {order.number}",
        kind="consented",
        payload={"order": order.number, "consents": given},
    )
    path = tmp_path / "bundle.zip"
    path.write_bytes(download(buyer, order).content)
    assert check(path)[3] == "4 texts that were agreed to hold"
    with zipfile.ZipFile(path) as bundle:
        consents = json.loads(bundle.read("consents.json"))
        texts = {each["kind"]: bundle.read(each["text"]) for each in consents}
    assert {each["kind"]: each["text_digest"] for each in consents} == {
        kind: sha256(text).hexdigest() for kind, text in texts.items()
    }
    assert order.exhibitor.name.encode() in texts["sharing"] or language == "en"
    assert b"- Honey 500 g" in texts["no_return"]


def test_a_text_that_the_site_no_longer_has_is_named_as_missing(buyer, tmp_path):
    Consent.objects.create(
        group=buyer.order.group, kind="identity", version="2019-01", language="en", text_digest="0"
    )
    path = tmp_path / "bundle.zip"
    path.write_bytes(download(buyer, buyer.order).content)
    with zipfile.ZipFile(path) as bundle:
        assert [each["text"] for each in json.loads(bundle.read("consents.json"))] == [None]
    assert check(path)[3] == "0 texts that were agreed to hold"
