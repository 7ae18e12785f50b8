"""A worker takes up many documents at once, several workers share them, and none goes twice."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ceb import read
from clearance.documents.preparation import prepare_pending_orders
from clearance.locking import locked_order
from clearance.models import Attempt, Batch, Message
from clearance.receipts.intake import receive, store_items
from clearance.sending.batches import claim_batches, gather
from clearance.sending.forward import forward_own
from clearance.sending.transmission import mark_forgotten_sent, transmit
from evidence.models import Entry
from orders.emails.buyers import emails_suppressed
from orders.models import Order, OrderEmail
from tests.factories import make_variant_for_sale
from tests.orders.factories import make_order
from tests.process_kill import killed_before_statement
from tests.sampling import kill_points
from tests.threads import needs_row_locks

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
WORKER = """
import django
django.setup()
from clearance.sending.forward import forward_own
print("ready", flush=True)
input()
sent = 0
while some := forward_own(2):
    sent += some
print(sent)
"""


@pytest.fixture(autouse=True)
def one_to_a_message(settings):
    settings.CLEARANCE_BATCH_RECORDS = 1


def written(number):
    variant = make_variant_for_sale(stock=number)
    orders = [make_order(variant, paid=True) for _ in range(number)]
    assert prepare_pending_orders() == number
    return orders


def sent_once():
    """Orders of our documents that are sent, each with one attempt, line of the ledger and mail."""
    documents = Message.objects.filter(kind=Message.Kind.ORDER, state="sent")
    numbers = sorted(documents.values_list("order__number", flat=True))
    assert Attempt.objects.filter(message__in=documents, outcome="sent").count() == len(numbers)
    assert Entry.objects.filter(kind="message sent").count() == len(numbers)
    assert OrderEmail.objects.filter(template="sent").count() <= len(numbers)
    states = Order.objects.filter(number__in=numbers).values_list("clearance_state", flat=True)
    assert set(states) <= {"sent"}
    return numbers


def numbers(orders):
    return sorted(order.number for order in orders)


def test_several_connections_carry_each_message_once(customs):
    orders = written(9)
    assert forward_own() == 9
    assert sent_once() == numbers(orders)
    assert set(Batch.objects.values_list("state", "tries")) == {("sent", 1)}
    assert sorted(Batch.objects.values_list("reference", flat=True)) == sorted(
        Batch.objects.values_list("name", flat=True)
    )


def test_the_same_queries_for_two_messages_and_for_nine(settings):
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    written(1)
    forward_own()
    written(2)
    with emails_suppressed(), CaptureQueriesContext(connection) as for_two:
        assert forward_own(2) == 2
    written(9)
    with emails_suppressed(), CaptureQueriesContext(connection) as for_nine:
        assert forward_own(9) == 9
    assert len(for_nine) == len(for_two)


def test_what_a_lease_no_longer_covers_is_given_back_untouched(settings):
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    orders = written(2)
    gather()
    batches = claim_batches()
    soon = timezone.now() + timedelta(seconds=1)
    Batch.objects.update(leased_until=soon)
    for batch in batches:
        batch.leased_until = soon
    assert transmit(batches) == 0
    assert set(Batch.objects.values_list("state", "tries", "sent_at")) == {("waiting", 0, None)}
    assert forward_own() == 2
    assert sent_once() == numbers(orders)


def test_what_was_taken_is_noted_though_the_worker_dies_at_the_next(settings, monkeypatch):
    """Killed every few seconds it still gets on: the next worker settles what was recorded."""
    settings.CLEARANCE_CONNECTIONS = 1
    orders, accepted = written(3), []

    class Deadly:
        def send(self, name, document):
            if len(accepted) == 2:
                raise KeyboardInterrupt
            accepted.append(name)
            return name

    monkeypatch.setattr("clearance.sending.transmission.transport", lambda zone: Deadly())
    monkeypatch.setattr("clearance.sending.transmission.RECORD_EVERY", 0)
    gather()
    with pytest.raises(KeyboardInterrupt):
        transmit(claim_batches())
    assert mark_forgotten_sent() == 2
    assert sent_once() == numbers(orders[:2])


def test_what_several_workers_died_of_takes_no_other_document_with_it(settings):
    settings.CLEARANCE_TRANSPORT = "tests.clearance.fakes.Post"
    written(3)
    first, second, third = gather()
    Batch.objects.update(state="sending", leased_until=timezone.now(), tries=2)
    Batch.objects.filter(pk=second.pk).update(tries=3)
    assert [claim_batches() for _ in range(4)] == [[first], [second], [third], []]


@pytest.mark.slow("a process for each statement it is killed before")
def test_killed_before_any_statement_every_document_goes_in_one_message(settings, tmp_path):
    settings.CLEARANCE_TRANSPORT = "clearance.transports.file_drop.FileDropTransport"
    settings.CLEARANCE_DROP_DIR = tmp_path
    orders = []
    for number in kill_points(5):
        orders += written(3)
        killed = killed_before_statement(number, forward_own)
        Batch.objects.filter(state="sending").update(leased_until=timezone.now())
        mark_forgotten_sent()
        forward_own()
        assert sent_once() == numbers(orders)
        if not killed:
            break
    files = [read(path.read_bytes()) for path in tmp_path.glob("out/*.xml")]
    assert sorted(one.records[0]["OrderHead"]["orderNo"] for one in files) == numbers(orders)
    assert number > 10


@pytest.mark.slow("starts worker processes")
def test_worker_processes_share_the_messages_and_claim_none_twice(customs):
    orders = written(30)
    gather()
    values = connection.settings_dict
    url = f"sqlite:///{values['NAME']}"
    if connection.vendor == "postgresql":
        password = f":{values['PASSWORD']}" if values["PASSWORD"] else ""
        url = f"postgres://{values['USER']}{password}@{values['HOST']}:{values['PORT'] or 5432}"
        url += f"/{values['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": url, "CLEARANCE_URL": customs.url, "CLEARANCE_BATCH_RECORDS": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }  # fmt: skip
    pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", WORKER]
    workers = [subprocess.Popen(command, cwd=ROOT, env=environment, **pipe) for _ in range(3)]
    assert {worker.stdout.readline() for worker in workers} == {"ready\n"}
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    counts = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    assert sum(counts) == 30
    assert sent_once() == numbers(orders)
    assert set(Batch.objects.values_list("state", "tries")) == {("sent", 1)}


def test_nobody_waits_behind_a_worker_who_files_a_long_receipt():
    needs_row_locks()
    receipt, _ = receive(b"<CEB622Message", "file")
    with another_connection() as other, other.cursor() as other_cursor:
        other_cursor.execute("BEGIN")
        other_cursor.execute(
            "SELECT 1 FROM clearance_receipt WHERE id = %s FOR UPDATE", [receipt.pk]
        )
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        assert store_items(receipt.pk) is None
        other_cursor.execute("ROLLBACK")
    assert store_items(receipt.pk) == []


def test_a_change_of_an_order_never_waits_for_who_waits_for_the_order():
    """A second update of a row in one transaction has all it points at looked up, its checkout
    too, which an answer that may end the order had taken before it queued for the order."""
    needs_row_locks()
    order = make_order(paid=True)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locked_order(order.pk)
            for _ in range(2):
                Order.objects.filter(pk=order.pk).update(cancel_reason="twice")
            other = pool.submit(lock_and_release, order.pk)
            time.sleep(1)
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
            connection.check_constraints()
        assert other.result(10) == order.pk


def lock_and_release(order_pk):
    try:
        with transaction.atomic():
            return locked_order(order_pk, may_end=True).pk
    finally:
        connection.close()


@contextmanager
def another_connection():
    other = connection.copy()
    try:
        yield other
    finally:
        other.close()
