"""The sweep goes on whatever one of its steps meets."""

import pytest

from clearance import tasks
from clearance.actions.receive import read_receipt, receive
from clearance.models import Receipt
from expo.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_a_step_that_fails_keeps_no_other_from_its_work(monkeypatch):
    done = []

    def fails():
        raise OSError("the signing key can't be read")

    monkeypatch.setattr(tasks, "SWEEP", (fails, lambda: done.append("asked")))
    tasks.sweep()
    assert done == ["asked"]
    assert Heartbeat.objects.filter(name="clearance").exists()


def test_a_receipt_that_breaks_its_reader_is_shown_and_not_read_again(monkeypatch):
    def broken(_content):
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("clearance.actions.receive.parse_receipts", broken)
    receipt, _ = receive(b"<CEB312Message/>", "file")
    assert read_receipt(receipt.pk)
    assert Receipt.objects.get().fault == "ZeroDivisionError: a mistake of ours"
    assert not read_receipt(receipt.pk)
