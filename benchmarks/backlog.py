"""Whether a backlog slows what a worker claims: with nothing else due, and behind MESSAGES=100000
documents and a quarter as many batches that wait; and which index its queries use. On SQLite, and
on PostgreSQL where TEST_POSTGRES_URL names one. Each operation is rolled back once measured."""

import os
import re

from django.conf import settings
from django.db import connection, transaction

from benchmarks.clerk import analyze, fill
from benchmarks.scratch_site import timed
from catalog.models import Zone
from clearance.models import Batch, Message
from clearance.sending.batches import claim_batches, gather
from clearance.sending.forward import claim

SOME = 100  # due in any case
MAX_EXTRA = 5  # ms a backlog may cost, on a machine that has other things to do


def main():
    number = int(os.environ.get("MESSAGES", "100000"))
    settings.CLEARANCE_BATCH_RECORDS = 1
    fill(number)
    fill_batches(number // 4)
    leave_due(SOME)
    alone = measured()
    leave_due(number)
    print(f"{connection.vendor}: {number} documents and {number // 4} batches that wait")
    for name, crowded in measured().items():
        verdict = "met" if crowded < 2 * alone[name] + MAX_EXTRA else "MISSED"
        print(f"{name}: {alone[name]:.1f} ms, behind the backlog {crowded:.1f} ms: {verdict}")
    for name, queue in queues().items():
        print(f"{name} by {' and '.join(indexes_of(queue)) or 'NO INDEX'}", flush=True)


def fill_batches(number):
    zone = Zone.objects.all()[0]
    waiting = (Batch(name=f"b{n}", kind="311", zone=zone, content=b"<x/>") for n in range(number))
    Batch.objects.bulk_create(waiting, batch_size=5000)


def leave_due(number):
    """The first documents of each kind, and batches, are due; all others are over."""
    for model, over in ((Message, "accepted"), (Batch, "sent")):
        model.objects.update(state=over)
        last = model.objects.order_by("pk")[:number].values_list("pk", flat=True)
        model.objects.filter(pk__lte=max(last)).update(state="waiting")
    analyze()


def measured():
    """Milliseconds by operation."""
    operations = {
        "a hundred documents gathered": gather,
        "twenty batches claimed": lambda: claim_batches(20),
        "a request to a partner claimed": claim,
    }
    return {
        name: timed(lambda operation=operation: undone(operation), runs=15)[0]
        for name, operation in operations.items()
    }


def undone(operation):
    with transaction.atomic():
        assert operation()
        transaction.set_rollback(True)


def queues():
    batches, messages = Batch.objects.in_turn(), Message.objects.in_turn()
    return {
        "batches left by a dead worker": batches[0],
        "batches that wait": batches[1],
        "documents left by a dead worker": messages[0],
        "documents that wait": messages[1],
    }


def indexes_of(queue):
    return sorted(set(re.findall(r"(?:batch|message)_(?:due|leased)", queue[:10].explain())))
