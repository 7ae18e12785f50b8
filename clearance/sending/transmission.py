"""Claimed batches on the wire: handed over outside any transaction, several side by side, then what
came of all of them is kept in one.

A worker killed in between leaves batches whose lease runs out, and the same bytes go again, which
their receiver knows; or batches that are sent and not yet settled, which the periodic task
settles."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from clearance.backoff import retry_delay
from clearance.errors import TransportError
from clearance.models import Attempt, Batch, Message
from clearance.routing import transport
from clearance.sending.batches import AT_ONCE
from clearance.sending.outcomes import record_answer, record_answers, record_failure
from core.background.batch import process_each, process_in_slices

State = Message.State
RECORD_EVERY = 0.5  # seconds
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The platform has a batch that was claimed until then."""

    reference: str
    sent_at: datetime
    leased_until: datetime


class LeaseTooShortError(Exception):
    """The lease would end before an answer can be here: not sent at all."""


def transmit(batches):
    """Hand claimed batches over and keep what came of it; how many documents went out. What their
    receiver said meanwhile stands: then nothing is left to note.

    What was taken is noted while others are still on the wire, so that a worker who is killed
    again and again gets on all the same."""
    sent, handed_over, unsent, recorded_at = [], {}, [], time.monotonic()
    for batch, outcome in side_by_side(hand_over, batches):
        if isinstance(outcome, HandedOver):
            handed_over[batch.pk] = outcome
        elif outcome:
            unsent.append((batch, outcome))
        if handed_over and time.monotonic() > recorded_at + RECORD_EVERY:
            sent += record_handed_over(handed_over)
            handed_over, recorded_at = {}, time.monotonic()
    if handed_over:
        sent += record_handed_over(handed_over)
    process_each(record_unsent, unsent)
    return mark_sent(sent) if sent else 0


def record_unsent(one):
    """one: (batch, the TransportError or LeaseTooShortError that kept it)."""
    batch, outcome = one
    if isinstance(outcome, LeaseTooShortError):
        return_batch(batch)
    else:
        record_batch_failure(batch, outcome)


def side_by_side(send, rows):
    """(row, what `send` answers for it), as the answers come, on as many connections as the
    settings allow; it may not touch the database, whose connections belong to a thread."""
    workers = min(settings.CLEARANCE_CONNECTIONS, len(rows))
    if workers < 2:
        yield from ((row, send(row)) for row in rows)
        return
    # threads only send: a database connection belongs to its own thread
    with ThreadPoolExecutor(workers, thread_name_prefix="forwarding") as threads:
        futures = {threads.submit(send, row): row for row in rows}
        try:
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:  # where the caller's time is over, nothing more is begun
            threads.shutdown(cancel_futures=True)


def hand_over(batch):
    """HandedOver, or the TransportError or LeaseTooShortError that kept it; None after a mistake of
    ours, which is logged and left to the lease."""
    # an answer after the lease would be about another worker's try
    if timezone.now() > batch.leased_until - margin():
        return LeaseTooShortError()
    try:
        reference = transport(batch.zone).send(batch.name, bytes(batch.content))
    except TransportError as exc:
        return exc
    except Exception:  # one thread's error must not lose its neighbours' answers
        log.exception("batch %s was not sent", batch.name)
        return None
    return HandedOver(str(reference)[:200], timezone.now(), batch.leased_until)


def margin():
    """How much of a lease must be left when a batch is handed over."""
    lease = settings.CLEARANCE_LEASE_SECONDS
    return timedelta(seconds=min(settings.CLEARANCE_TIMEOUT, lease / 2))


def return_batch(batch):
    """Untouched, for the next worker."""
    claimed_row(batch).update(state=Batch.State.WAITING, leased_until=None, tries=F("tries") - 1)


def claimed_row(batch):
    """The batch as a row, unless another worker took it up once this one's lease had run out: how
    it goes is the other's to say."""
    return Batch.objects.filter(
        pk=batch.pk, state=Batch.State.SENDING, leased_until=batch.leased_until
    )


@transaction.atomic
def record_handed_over(handed_over):
    """handed_over: the platform's word by batch. The batches that are sent now, without those of
    which their receiver has said more already.

    A word that comes after the lease, when another worker has claimed the batch, is no word of
    that one's try: the platform may have given up on the first."""
    leases = {one.leased_until for one in handed_over.values()}  # one for each claim
    claimed = Batch.objects.filter(
        pk__in=handed_over, state=Batch.State.SENDING, leased_until__in=leases
    )
    claimed.update(
        state=Batch.State.SENT,
        leased_until=None,
        last_error="",
        reference=by_batch(handed_over, "reference"),
        sent_at=by_batch(handed_over, "sent_at"),
    )
    sent = Batch.objects.filter(pk__in=handed_over, state=Batch.State.SENT)
    return list(sent.values_list("pk", flat=True))


def by_batch(handed_over, name):
    field: Any = Batch._meta.get_field(name)
    return Case(
        *(When(pk=pk, then=Value(getattr(one, name), field)) for pk, one in handed_over.items()),
        output_field=field,
    )


def mark_sent(batch_ids):
    """Mark each document of sent batches as sent; safe to repeat. At most AT_ONCE
    documents in one transaction: one that takes longer than its worker lives would never end."""
    size = max(AT_ONCE // settings.CLEARANCE_BATCH_RECORDS, 1)
    done = process_in_slices(record_answers, batch_ids, size=size, one_by_one=mark_sent_one_by_one)
    left = Batch.objects.filter(pk__in=batch_ids, messages__state=State.SENDING).distinct()
    return done + process_each(mark_sent_one_by_one, list(left.values_list("pk", flat=True)))


def mark_sent_one_by_one(batch_id):
    """`mark_sent` document by document: customs has spoken of some of the batch meanwhile."""
    batch = Batch.objects.get(pk=batch_id)
    waiting = Message.objects.filter(batch=batch, state=State.SENDING).select_related("order")
    return process_each(lambda message: record_answer(message, batch.answer), list(waiting))


def mark_forgotten_sent(limit=50):
    """Periodic: documents of batches that were sent by a worker who died before it marked them."""
    forgotten = Batch.objects.filter(state=Batch.State.SENT, messages__state=State.SENDING)
    return mark_sent(list(forgotten.values_list("pk", flat=True).distinct()[:limit]))


@transaction.atomic
def record_batch_failure(batch, exc):
    """Later again, a little later each time; rejected for good, its documents go one by one, and
    the last one stops and waits for a clerk."""
    reason = str(exc)[:1000]
    claimed = claimed_row(batch)
    members = list(Message.objects.filter(batch=batch, state=State.SENDING).select_related("order"))
    if exc.permanent:
        if not claimed.update(state=Batch.State.SPLIT, leased_until=None, last_error=reason):
            return
        for message in members:
            record_failure(message, TransportError(reason, permanent=batch.documents == 1))
        return
    due_at = timezone.now() + retry_delay(batch.tries)
    if claimed.update(
        state=Batch.State.WAITING, due_at=due_at, leased_until=None, last_error=reason
    ):
        Message.objects.filter(pk__in=[message.pk for message in members]).update(last_error=reason)
        Attempt.objects.bulk_create(
            Attempt(message=message, outcome="failed", detail=reason) for message in members
        )
