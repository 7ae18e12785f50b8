"""The sweep goes on whatever one of its steps meets."""

import pytest

from clearance import tasks
from clearance.actions.forward import forward_asked
from clearance.actions.prepare import prepare
from clearance.actions.receive import read_receipt, receive
from clearance.models import Message, Receipt
from expo.models import Heartbeat
from tests.orders.factories import make_order

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


def test_a_firm_that_answers_what_we_fail_at_holds_up_no_other(settings, monkeypatch):
    class Odd:
        def ask(self, kind, request):
            return None if kind == "411" else {"logistics_no": "SF1"}

    monkeypatch.setattr("clearance.actions.forward.partner", lambda zone, role: Odd())
    prepare(make_order(paid=True).pk)
    assert forward_asked() == 1
    asked = Message.objects.exclude(kind="311").order_by("kind").values_list("kind", "state")
    assert list(asked) == [("411", "sending"), ("511", "sent")]
