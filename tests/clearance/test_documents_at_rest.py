"""Customs' documents at rest: encrypted, whole for three years, and never seen whole without a
reason and a trace (R-KEEP-2, R-PRIV-6)."""

import importlib
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.models import ExpressionWrapper, F
from django.urls import reverse

from accounts.sign_in.sessions import PROVED
from clearance.actions.rotate_document_keys import _rotate
from clearance.models import Batch, Message, Receipt, ReceiptItem
from evidence.models import Entry
from orders.identity.encryption import UnreadableIdentityError
from tests.orders.factories import IDENTITY, make_order

pytestmark = pytest.mark.django_db
SENT = f"<buyerIdNumber>{IDENTITY}</buyerIdNumber>".encode()
OLD, NEW = "old key of the test " * 3, "new key of the test " * 3


@pytest.fixture
def message():
    batch = Batch.objects.create(name="B1", kind="311", content=SENT, digest="b" * 64)
    return Message.objects.create(
        order=make_order(paid=True), kind="311", business_key="K1", content=SENT, digest="d" * 64,
        batch=batch,
    )  # fmt: skip


@pytest.fixture
def receipt():
    return Receipt.objects.create(digest="r" * 64, content=SENT, transport="http")


def stored(model):
    """What lies in the database."""
    as_stored = ExpressionWrapper(F("content"), output_field=models.BinaryField())
    return bytes(model.objects.values_list(as_stored, flat=True).get())


def test_the_database_holds_no_number_and_the_site_reads_them(message, receipt):
    for model in (Message, Batch, Receipt):
        assert IDENTITY.encode() not in stored(model)
        assert bytes(model.objects.get().content) == SENT
    Message.objects.update(content=b"")
    assert stored(Message) == b""
    assert not Message.objects.exclude(content=b"").exists()


def test_documents_of_before_are_read_and_then_encrypted_once(message):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE clearance_message SET content = %s", [SENT])
    assert bytes(Message.objects.get().content) == SENT
    migration = importlib.import_module("clearance.migrations.0003_encrypt_documents")
    with as_plain_bytes(Message):
        migration.encrypt_all(apps, None)
        first = stored(Message)
        migration.encrypt_all(apps, None)
    assert stored(Message) == first != SENT
    assert bytes(Message.objects.get().content) == SENT


def test_a_new_key_takes_the_documents_along(message, receipt, settings, capsys):
    first, settings.IDENTITY_KEYS = settings.IDENTITY_KEYS, [OLD]
    Message.objects.update(content=SENT)
    settings.IDENTITY_KEYS = [NEW, OLD, *first]
    Batch.objects.update(content=b"")
    Receipt.objects.update(content=b"")
    call_command("rotate_identity_keys")
    assert "1 documents and receipts encrypted anew" in capsys.readouterr().out
    settings.IDENTITY_KEYS = [NEW]
    assert bytes(Message.objects.get().content) == SENT
    settings.IDENTITY_KEYS = ["another key of the test"]
    with pytest.raises(UnreadableIdentityError):
        Message.objects.get()


def test_a_document_that_is_deleted_during_the_rotation_stops_nothing(message):
    assert _rotate(Message, message.pk + 1) == 0


def test_a_clerk_sees_a_document_whole_with_a_reason_that_is_kept(client, clerk, message, receipt):
    rows = {"message": message, "transmission": message.batch, "receipt": receipt}
    for source, row in rows.items():
        url = reverse("clearance:whole", args=[source, row.pk])
        assert "写明" in client.post(url, {"reason": " 看 "}).content.decode()
        assert not Entry.objects.filter(kind="seen whole", payload__contains=row.digest).exists()
        answer = client.post(url, {"reason": f"海关来函核对 {IDENTITY}"})
        assert answer.content == SENT
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Disposition"].startswith("attachment")
        entry = Entry.objects.get(kind="seen whole", payload__contains=row.digest)
        kept = json.loads(entry.payload)
        assert (entry.actor, kept["role"]) == (f"user {clerk.pk}", "Clearance clerks")
        assert "海关来函核对" in kept["reason"]
        assert IDENTITY not in entry.payload


def test_who_proved_himself_long_ago_does_so_again_first(client, clerk, message):
    """A desk left open for an hour shows nobody a number in full."""
    session = client.session
    session[PROVED] -= 3600
    session.save()
    url = reverse("clearance:whole", args=["message", message.pk])
    confirm = reverse("accounts:confirm", query={"next": url})
    for answer in (
        client.get(url),
        client.post(
            url, {"reason": "海关来函核对"}, headers={"referer": f"http://testserver{url}"}
        ),
    ):
        assert (answer.status_code, answer.url) == (302, confirm)
    assert not Entry.objects.filter(kind="seen whole").exists()
    client.post(confirm, {"password": "x"})
    assert client.post(url, {"reason": "海关来函核对"}).content == SENT


def test_the_page_of_a_receipt_leads_back_to_its_document(client, clerk, message, receipt):
    ReceiptItem.objects.create(receipt=receipt, message=message, kind="311", business_key="K1")
    documents = reverse("clearance:message", args=[message.pk])
    pages = [("message", message.pk), ("transmission", message.batch_id), ("receipt", receipt.pk)]
    for page in pages:
        assert client.get(reverse("clearance:whole", args=page)).context["back"] == documents
    ReceiptItem.objects.update(message=None)
    answer = client.get(reverse("clearance:whole", args=["receipt", receipt.pk]))
    assert answer.context["back"] == reverse("clearance:overview")


@pytest.mark.parametrize("group", ["Organizers", "Counter staff", None])
def test_nobody_else_sees_one_whole(client, django_user_model, message, group):
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user("other@expo.test", "x")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    url = reverse("clearance:whole", args=["message", message.pk])
    assert client.post(url, {"reason": "海关来函核对"}).status_code == 403
    assert not Entry.objects.filter(kind="seen whole").exists()


class as_plain_bytes:
    """The field as the migration's own state has it."""

    def __init__(self, model):
        self.field = model._meta.get_field("content")

    def __enter__(self):
        self.kind, self.field.__class__ = self.field.__class__, models.BinaryField

    def __exit__(self, *exc):
        self.field.__class__ = self.kind
