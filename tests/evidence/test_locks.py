"""The ledger's head is the last lock of all, after those the database takes by itself."""

import threading
import time

import pytest
from django.db import connections, transaction

from clearance.documents.preparation import prepare
from clearance.models import Attempt, Message
from evidence import actions as evidence
from evidence.models import Entry
from tests.orders.factories import make_order
from tests.threads import needs_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_row_about_a_locked_document_waits_before_it_takes_the_ledger():
    """One worker locks a document and then writes evidence; the other writes a row about the same
    document, and evidence, without locking it."""
    needs_row_locks()
    order = make_order(paid=True)
    prepare(order.pk)
    message, locked, errors = order.messages.get(kind="311"), threading.Event(), []

    def record_entry(subject):
        evidence.record(subject=subject, kind="message sent", payload={})

    def lock_and_record():
        with transaction.atomic():
            Message.objects.select_for_update().get(pk=message.pk)
            locked.set()
            time.sleep(0.5)  # the other has written its row meanwhile
            record_entry("the holder")

    def write_and_record():
        locked.wait(5)
        with transaction.atomic():
            Attempt.objects.create(message=message, outcome="failed")
            record_entry("the writer")

    def guarded(operation):
        try:
            operation()
        except Exception as exc:
            errors.append(exc)
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=guarded, args=(operation,))
        for operation in (lock_and_record, write_and_record)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    entries = Entry.objects.filter(subject__startswith="the ").order_by("sequence")
    assert list(entries.values_list("subject", flat=True)) == ["the holder", "the writer"]
