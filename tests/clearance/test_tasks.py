"""The periodic task goes on whatever one of its steps meets."""

from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from clearance import tasks
from clearance.clerk import queues
from clearance.documents.preparation import prepare
from clearance.models import Message, Receipt
from clearance.receipts.intake import read_pending_receipts, read_receipt, receive
from clearance.sending.forward import forward_requests
from core.models import Heartbeat
from tests.orders.factories import make_order

pytestmark = pytest.mark.django_db


def test_a_step_that_fails_keeps_no_other_from_its_work(monkeypatch):
    done = []

    def fails():
        raise OSError("the signing key can't be read")

    monkeypatch.setattr(tasks, "PENDING", (fails, lambda: done.append("ran")))
    tasks.process_pending()
    assert done == ["ran"]
    assert Heartbeat.objects.filter(name="clearance").exists()


def test_a_receipt_that_breaks_its_reader_is_shown_and_not_read_again(monkeypatch):
    def broken(_content):
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("clearance.receipts.intake.parse_receipts", broken)
    receipt, _ = receive(b"<CEB312Message/>", "file")
    assert read_receipt(receipt.pk)
    last_error = "unreadable_here: ZeroDivisionError: a mistake of ours"
    assert Receipt.objects.get().last_error == last_error
    assert not read_receipt(receipt.pk)


def test_a_receipt_on_which_the_periodic_tasks_time_ends_is_read_another_time(monkeypatch):
    def too_late(_content):
        raise SoftTimeLimitExceeded

    receipt, _ = receive(b"<CEB312Message/>", "file")
    with monkeypatch.context() as patch:
        patch.setattr("clearance.receipts.intake.verified_document", too_late)
        with pytest.raises(SoftTimeLimitExceeded):
            read_pending_receipts()
    receipt.refresh_from_db()
    assert (receipt.read_at, receipt.last_error) == (None, "")
    wait_is_over(receipt)
    assert read_pending_receipts() == 1


def test_a_receipt_that_kills_its_reader_is_not_first_for_ever(monkeypatch):
    deadly, _ = receive(b"<deadly/>", "file")
    reading, verified_document = [], tasks.intake.verified_document

    def kills(content):
        reading.append(content)
        if content == b"<deadly/>":
            raise SystemExit  # as far as the rows go, SIGKILL looks the same
        return verified_document(content)

    monkeypatch.setattr("clearance.receipts.intake.verified_document", kills)
    dies()
    readable, _ = receive(b"<CEB312Message/>", "file")
    Receipt.objects.filter(pk=readable.pk).update(due_at=timezone.now() - timedelta(hours=1))
    for _run in range(4):
        wait_is_over(deadly)
        dies()
    assert reading == [b"<deadly/>", b"<CEB312Message/>", *[b"<deadly/>"] * 4]
    assert read_pending_receipts() == 0  # it waits, a little longer each time
    (shown,) = queues.unreadable_receipts().filter(pk=deadly.pk)
    assert (shown.read_at, shown.tries) == (None, 5)
    assert shown.last_error == "not_read_to_the_end"
    monkeypatch.undo()
    wait_is_over(deadly)
    assert read_pending_receipts() == 1
    deadly.refresh_from_db()
    assert "not come to an end" not in deadly.last_error


def dies():
    with pytest.raises(SystemExit):
        read_pending_receipts()


def wait_is_over(receipt):
    Receipt.objects.filter(pk=receipt.pk).update(due_at=timezone.now())


def test_a_firm_that_answers_what_we_fail_at_holds_up_no_other(settings, monkeypatch):
    class OddPartner:
        def ask(self, kind, request):
            return None if kind == "411" else {"logistics_no": "SF1"}

    monkeypatch.setattr("clearance.sending.forward.partner", lambda zone, role: OddPartner())
    prepare(make_order(paid=True).pk)
    assert forward_requests() == 1
    states = Message.objects.exclude(kind="311").order_by("kind").values_list("kind", "state")
    assert list(states) == [("411", "sending"), ("511", "sent")]
