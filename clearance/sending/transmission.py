"""Claimed batches on the wire: handed over outside any transaction, several side by side, then what
came of all of them is kept in one.

A worker killed in between leaves batches whose lease runs out, and the same bytes go again, which
their receiver knows; or batches that are sent and not yet settled, which the sweep settles."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from clearance.backoff import patience
from clearance.errors import TransportError
from clearance.models import Attempt, Batch, Message
from clearance.routing import transport
from clearance.sending.batches import AT_ONCE
from clearance.sending.outcomes import keep_answer, keep_answers, keep_failure
from core.background.batch import process_each, process_in_slices

State = Message.State
NOTED_AFTER = 0.5  # seconds
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """The platform has a batch that was claimed until then."""

    reference: str
    sent_at: datetime
    leased_until: datetime


class TooLate(Exception):
    """The lease would end before an answer can be here: not sent at all."""


def transmit(batches):
    """Hand claimed batches over and keep what came of it; how many documents went out. What their
    receiver said meanwhile stands: then nothing is left to note.

    What was taken is noted while others are still on the wire, so that a worker who is killed
    again and again gets on all the same."""
    sent, taken, in_vain, noted_at = [], {}, [], time.monotonic()
    for batch, outcome in side_by_side(hand_over, batches):
        if isinstance(outcome, Taken):
            taken[batch.pk] = outcome
        elif outcome:
            in_vain.append((batch, outcome))
        if taken and time.monotonic() > noted_at + NOTED_AFTER:
            sent += note_taken(taken)
            taken, noted_at = {}, time.monotonic()
    if taken:
        sent += note_taken(taken)
    process_each(keep_in_vain, in_vain)
    return settle(sent) if sent else 0


def keep_in_vain(one):
    """one: (batch, the TransportError or TooLate that kept it)."""
    batch, outcome = one
    if isinstance(outcome, TooLate):
        give_back(batch)
    else:
        keep_batch_failure(batch, outcome)


def side_by_side(deed, rows):
    """(row, what `deed` answers for it), as the answers come, on as many connections as the
    settings allow; it may not touch the database, whose connections belong to a thread."""
    hands = min(settings.CLEARANCE_CONNECTIONS, len(rows))
    if hands < 2:
        yield from ((row, deed(row)) for row in rows)
        return
    with ThreadPoolExecutor(hands, thread_name_prefix="forwarding") as threads:
        asked = {threads.submit(deed, row): row for row in rows}
        try:
            for done in as_completed(asked):
                yield asked[done], done.result()
        finally:  # where the caller's time is over, nothing more is begun
            threads.shutdown(cancel_futures=True)


def hand_over(batch):
    """Taken, or the TransportError or TooLate that kept it; None after a mistake of ours, which is
    logged and left to the lease."""
    if timezone.now() > batch.leased_until - margin():
        return TooLate()
    try:
        reference = transport(batch.zone).send(batch.name, bytes(batch.content))
    except TransportError as fault:
        return fault
    except Exception:  # a thread's fault must not lose what its neighbours were told
        log.exception("batch %s was not sent", batch.name)
        return None
    return Taken(str(reference)[:200], timezone.now(), batch.leased_until)


def margin():
    """How much of a lease must be left when a batch is handed over."""
    lease = settings.CLEARANCE_LEASE_SECONDS
    return timedelta(seconds=min(settings.CLEARANCE_TIMEOUT, lease / 2))


def give_back(batch):
    """Untouched, for whoever comes next."""
    held(batch).update(state=Batch.State.WAITING, leased_until=None, tries=F("tries") - 1)


def held(batch):
    """The batch as a row, unless another worker took it up once this one's lease had run out: how
    it goes is the other's to say."""
    return Batch.objects.filter(
        pk=batch.pk, state=Batch.State.SENDING, leased_until=batch.leased_until
    )


@transaction.atomic
def note_taken(taken):
    """taken: the platform's word by batch. The batches that are sent now, without those of which
    their receiver has said more already.

    A word that comes after the lease, when another worker has the batch in hand, is no word of
    that one's try: the platform may have given up on the first."""
    leases = {one.leased_until for one in taken.values()}  # one for each claim
    mine = Batch.objects.filter(pk__in=taken, state=Batch.State.SENDING, leased_until__in=leases)
    mine.update(
        state=Batch.State.SENT,
        leased_until=None,
        fault="",
        reference=by_batch(taken, "reference"),
        sent_at=by_batch(taken, "sent_at"),
    )
    sent = Batch.objects.filter(pk__in=taken, state=Batch.State.SENT)
    return list(sent.values_list("pk", flat=True))


def by_batch(taken, name):
    field = Batch._meta.get_field(name)
    return Case(
        *(When(pk=pk, then=Value(getattr(one, name), field)) for pk, one in taken.items()),
        output_field=field,
    )


def settle(batch_ids):
    """Tell each document of batches that were sent that it was; safe to repeat. At most AT_ONCE
    documents in one transaction: one that takes longer than its worker lives would never end."""
    size = max(AT_ONCE // settings.CLEARANCE_BATCH_RECORDS, 1)
    done = process_in_slices(keep_answers, batch_ids, size=size, one_by_one=settle_one)
    left = Batch.objects.filter(pk__in=batch_ids, messages__state=State.SENDING).distinct()
    return done + process_each(settle_one, list(left.values_list("pk", flat=True)))


def settle_one(batch_id):
    """`settle` for the documents of a batch one by one: those customs has spoken of meanwhile."""
    batch = Batch.objects.get(pk=batch_id)
    waiting = Message.objects.filter(batch=batch, state=State.SENDING).select_related("order")
    return process_each(lambda message: keep_answer(message, batch.answer), list(waiting))


def settle_sent(limit=50):
    """The sweep: documents of batches that were sent by a worker who died before it told them."""
    forgotten = Batch.objects.filter(state=Batch.State.SENT, messages__state=State.SENDING)
    return settle(list(forgotten.values_list("pk", flat=True).distinct()[:limit]))


@transaction.atomic
def keep_batch_failure(batch, fault):
    """Later again, a little later each time; rejected for good, its documents go one by one, and
    the last one stops and waits for a clerk."""
    words = str(fault)[:1000]
    mine = held(batch)
    members = list(Message.objects.filter(batch=batch, state=State.SENDING).select_related("order"))
    if fault.permanent:
        if not mine.update(state=Batch.State.SPLIT, leased_until=None, fault=words):
            return
        for message in members:
            keep_failure(message, TransportError(words, permanent=batch.documents == 1))
        return
    due_at = timezone.now() + patience(batch.tries)
    if mine.update(state=Batch.State.WAITING, due_at=due_at, leased_until=None, fault=words):
        Message.objects.filter(pk__in=[message.pk for message in members]).update(fault=words)
        Attempt.objects.bulk_create(
            Attempt(message=message, outcome="failed", detail=words) for message in members
        )
