"""Our own documents gathered into batches, and batches claimed with a lease: many at once, so that
the database is asked for all of them together. What becomes of a claimed batch: `transmission.py`.

A worker killed at any point leaves a batch whose lease runs out: the next periodic task takes it
up, with the same bytes."""

import hashlib
import logging
import secrets
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Value, When
from django.utils import timezone

from ceb import InvalidMessageError
from ceb.bundle import join
from clearance.documents.kinds import ALIVE, OWN
from clearance.locking import unclaimed
from clearance.models import Batch, Message, ZoneSwitch
from clearance.models.stored_errors import stored_field_errors
from clearance.sending.outcomes import record_stuck
from clearance.signing import sign_and_wrap

State = Message.State
MAX_BATCH_BYTES = 2 * 1024 * 1024  # bytes
AT_ONCE = 100  # documents gathered, claimed and settled in one transaction
POSTPONED_BY = timedelta(minutes=1)
SUSPECT_AFTER = 3  # workers that a batch has outlived
CANCELLED_MEANWHILE = Message.objects.filter(
    ~ALIVE, batch=OuterRef("pk"), state=Message.State.SENDING
)

log = logging.getLogger(__name__)


def claim_batches(max_documents=AT_ONCE):
    """Due batches that this worker alone holds until the lease ends, oldest first: of at most so
    many documents, but one batch at least if any is due.

    A batch is claimed whole or not at all: of an order that was cancelled before the claim nothing
    goes out, so its batch is dropped, and the next one is gathered without it."""
    while True:
        claimed, dropped = claim_or_drop(max_documents)
        if claimed or not dropped:
            return claimed


@transaction.atomic
def claim_or_drop(max_documents):
    """(batches claimed, whether others were dropped) among the oldest that are due."""
    oldest = oldest_due(max_documents)
    lease = timezone.now() + timedelta(seconds=settings.CLEARANCE_LEASE_SECONDS)
    alive = Batch.objects.due().filter(~Exists(CANCELLED_MEANWHILE), pk__in=oldest)
    # this update is the claim: of two workers the second one's finds no row
    alive.update(state=Batch.State.SENDING, leased_until=lease, tries=F("tries") + 1)
    # the lease's microseconds tell our rows from another worker's
    claimed_rows = Batch.objects.filter(pk__in=oldest, leased_until=lease)
    claimed = list(claimed_rows.select_related("zone").order_by("due_at", "pk"))
    dead = set(oldest) - {batch.pk for batch in claimed}
    return claimed, any([drop(pk) for pk in dead])


def oldest_due(max_documents):
    """Batches of at most so many documents, but one at least, which no other worker has locked.

    One that several workers left goes alone: it may be what they died of."""
    pks: list[int] = []
    documents = 0
    for queue in Batch.objects.exclude(zone__in=ZoneSwitch.objects.stopped_zones()).in_turn():
        rows = unclaimed(queue).values_list("pk", "documents", "tries", "state")
        for pk, size, tries, state in rows[:max_documents]:
            documents += size
            # it may be what those workers died of: it must not take good ones along
            is_suspect = state == Batch.State.SENDING and tries >= SUSPECT_AFTER
            if pks and (is_suspect or documents > max_documents):
                return pks
            pks.append(pk)
            if is_suspect:
                return pks
    return pks


@transaction.atomic
def drop(batch_id):
    """Let a due batch's documents go, those of cancelled orders and the others, which are gathered
    anew. True if this call did.

    A batch that was tried stays theirs: it may have arrived, though we have not heard so."""
    dead = Batch.objects.due().filter(Exists(CANCELLED_MEANWHILE), pk=batch_id)
    if not dead.update(state=Batch.State.DROPPED, leased_until=None):
        return False
    aboard = Message.objects.filter(batch=batch_id, state=State.SENDING)
    if not Batch.objects.get(pk=batch_id).tries:
        aboard.update(state=State.WAITING, batch=None, tries=F("tries") - 1)
    else:
        aboard.update(state=State.WAITING, due_at=timezone.now())
    return True


@transaction.atomic
def gather():
    """New batches of what is due, oldest first, each of one kind and zone.

    What has failed before goes alone, so that one bad document holds up no others."""
    due = unclaimed(
        Message.objects.filter(
            ALIVE, kind__in=OWN, state=State.WAITING, due_at__lte=timezone.now(),
        ).exclude(zone__in=ZoneSwitch.objects.stopped_zones())
        .select_related("zone").prefetch_related("zone__parties__enterprise")
        .order_by("due_at", "pk")
    )  # fmt: skip
    aboard = {}
    for group in grouped(due[:AT_ONCE]):
        if batch := build_batch(group):
            aboard[batch.name] = batch, group
    batches = Batch.objects.bulk_create(batch for batch, _ in aboard.values())
    assign_batches(aboard.values())
    return batches


def grouped(messages):
    """Lists of documents that go together: of one kind and zone, as many as a message takes."""
    open_groups: dict[object, list[Message]] = {}
    groups = []
    for message in messages:
        key = message.pk if message.last_error else (message.kind, message.zone_id)
        group = open_groups.get(key)
        if group is None or not fits(group, message):
            group = open_groups[key] = []
            groups.append(group)
        group.append(message)
    return groups


def fits(group, message):
    size = sum(len(one.content) for one in group) + len(message.content)
    return len(group) < settings.CLEARANCE_BATCH_RECORDS and size <= MAX_BATCH_BYTES


def build_batch(group):
    """A batch with its bytes, not yet saved; None where no envelope can carry them."""
    first = group[0]
    name = f"{first.kind}-{secrets.token_hex(12)}"
    try:
        together = join(first.kind, [bytes(message.content) for message in group])
        content = sign_and_wrap(together, name=name, kind=first.kind, zone=first.zone)
    # of the zone's own data, which no other zone shall wait for
    except InvalidMessageError as exc:
        return mark_stuck(group, exc)
    except SoftTimeLimitExceeded:
        raise
    except Exception as exc:  # a key file that can't be read may be there again soon
        log.exception("documents of zone %s can't be sealed", first.zone.code)
        return postpone(group, f"{type(exc).__name__}: {exc}")
    return Batch(
        name=name,
        kind=first.kind,
        zone_id=first.zone_id,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        documents=len(group),
    )


def assign_batches(batches):
    """batches: (batch, its documents), which the caller holds."""
    aboard = [(batch.pk, [message.pk for message in group]) for batch, group in batches]
    Message.objects.filter(pk__in=[pk for _, pks in aboard for pk in pks]).update(
        state=State.SENDING,
        leased_until=None,
        tries=F("tries") + 1,
        batch=Case(*(When(pk__in=pks, then=Value(batch)) for batch, pks in aboard)),
    )


def postpone(messages, reason):
    """Later again, and one by one, so that the good among them go."""
    pks = [message.pk for message in messages]
    due_at = timezone.now() + POSTPONED_BY
    Message.objects.filter(pk__in=pks).update(due_at=due_at, last_error=reason[:1000])


def mark_stuck(messages, error):
    """Documents that no envelope can carry wait for a clerk, and hold up no others."""
    reason = stored_field_errors(error.errors)
    pks = [message.pk for message in messages]
    Message.objects.filter(pk__in=pks).update(state=State.STUCK, last_error=reason)
    for message in messages:
        record_stuck(message, reason)
