"""Our own documents on their way: gathered into a batch, claimed with a lease, sent outside any
transaction, settled one by one.

A worker killed at any point leaves a batch whose lease runs out, or one that is sent and not yet
settled: the next sweep takes it up, with the same bytes."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from clearance.actions.outcome import keep_answer, keep_failure, leave_evidence
from clearance.ceb import MessageFault
from clearance.ceb.bundle import join
from clearance.documents.kinds import ALIVE, KINDS
from clearance.faults import SendingFault
from clearance.models import Attempt, Batch, Message
from clearance.routing import transport
from clearance.sealing import seal
from clearance.waiting import patience
from expo.sweeping import each

State = Message.State
OWN = [kind.code for kind in KINDS.values() if kind.own]
LARGEST_BATCH = 2 * 1024 * 1024  # bytes
CANCELLED_MEANWHILE = Message.objects.filter(
    ~ALIVE, batch=OuterRef("pk"), state=Message.State.SENDING
)


def claim_batch():
    """A due batch that this worker alone holds until the lease ends, or None.

    It is claimed whole or not at all: of an order that was cancelled before the claim nothing goes
    out, so its batch is dropped, and the next one is gathered without it."""
    lease = timezone.now() + timedelta(seconds=settings.CLEARANCE_LEASE_SECONDS)
    going = Batch.objects.due().filter(zone__switch__stopped_at=None).order_by("due_at", "pk")
    for pk in going.values_list("pk", flat=True)[:10]:
        mine = Batch.objects.due().filter(~Exists(CANCELLED_MEANWHILE), pk=pk)
        if mine.update(state=Batch.State.SENDING, leased_until=lease, tries=F("tries") + 1):
            return Batch.objects.select_related("zone").get(pk=pk)
        drop(pk)
    return None


@transaction.atomic
def drop(batch_id):
    """Let a due batch's documents go, those of cancelled orders and the others, which are gathered
    anew. True if this call did.

    A batch that was tried stays theirs: it may have arrived, though nobody told us."""
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
    """A new batch of what is due, of one kind and zone, oldest first; None of nothing.

    What has failed before goes alone, so that one bad document holds up no others."""
    due = locked(
        Message.objects.filter(
            ALIVE, kind__in=OWN, state=State.WAITING, due_at__lte=timezone.now(),
            zone__switch__stopped_at=None,
        ).select_related("zone").order_by("due_at", "pk")
    )  # fmt: skip
    first = due.first()
    if first is None:
        return None
    alike = [first]
    if not first.fault:
        same = due.filter(kind=first.kind, zone=first.zone_id, fault="")
        alike = within_size(same[: settings.CLEARANCE_BATCH_RECORDS])
    name = f"{first.kind}-{secrets.token_hex(12)}"
    together = join(first.kind, [bytes(message.content) for message in alike])
    try:
        content = seal(together, name=name, kind=first.kind, zone=first.zone)
    except MessageFault as fault:  # of the zone's own data, which no other zone shall wait for
        return hold_back(alike, fault)
    batch = Batch.objects.create(
        name=name,
        kind=first.kind,
        zone_id=first.zone_id,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        documents=len(alike),
    )
    mine = Message.objects.filter(pk__in=[message.pk for message in alike], state=State.WAITING)
    mine.update(state=State.SENDING, leased_until=None, batch=batch, tries=F("tries") + 1)
    return batch


def hold_back(messages, fault):
    """Documents that no envelope can carry wait for a clerk, and hold up no others."""
    words = "; ".join(f"{one.message_zh} / {one.message}" for one in fault.faults)[:1000]
    pks = [message.pk for message in messages]
    Message.objects.filter(pk__in=pks).update(state=State.STUCK, fault=words)
    for message in messages:
        leave_evidence(message, "message stuck", reason=words)


def locked(messages):
    """Rows nobody else is gathering; SQLite has one writer, so there is nobody else."""
    if connection.features.has_select_for_update_skip_locked:
        return messages.select_for_update(of=("self",), skip_locked=True)
    return messages


def within_size(messages):
    found, size = [], 0
    for message in messages:
        size += len(message.content)
        if found and size > LARGEST_BATCH:
            break
        found.append(message)
    return found


def send_batch(batch):
    """Hand a claimed batch over and keep what came of it; how many documents went out. What its
    receiver said meanwhile stands: then nothing is left to note."""
    try:
        reference = transport(batch.zone).send(batch.name, bytes(batch.content))
    except SendingFault as fault:
        keep_batch_failure(batch, fault)
        return 0
    mine = Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING)
    noted = mine.update(
        state=Batch.State.SENT, sent_at=timezone.now(), leased_until=None, fault="",
        reference=str(reference)[:200],
    )  # fmt: skip
    return settle(batch.pk) if noted else 0


def settle(batch_id):
    """Tell each document of a batch that was sent that it was; safe to repeat."""
    batch = Batch.objects.get(pk=batch_id)
    waiting = Message.objects.filter(batch=batch, state=State.SENDING)
    answer = {"reference": batch.reference, "batch": batch.name}
    return each(lambda message: keep_answer(message, answer), list(waiting.select_related("order")))


def settle_sent(limit=50):
    """The sweep: documents of batches that were sent by a worker who died before it told them."""
    forgotten = Batch.objects.filter(state=Batch.State.SENT, messages__state=State.SENDING)
    return each(settle, list(forgotten.values_list("pk", flat=True).distinct()[:limit]))


@transaction.atomic
def keep_batch_failure(batch, fault):
    """Later again, a little later each time; refused for good, its documents go one by one, and
    the last one stops and waits for a clerk."""
    words = str(fault)[:1000]
    mine = Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING)
    members = list(Message.objects.filter(batch=batch, state=State.SENDING).select_related("order"))
    if fault.permanent:
        if not mine.update(state=Batch.State.SPLIT, leased_until=None, fault=words):
            return
        for message in members:
            keep_failure(message, SendingFault(words, permanent=batch.documents == 1))
        return
    due_at = timezone.now() + patience(batch.tries)
    if mine.update(state=Batch.State.WAITING, due_at=due_at, leased_until=None, fault=words):
        Message.objects.filter(pk__in=[message.pk for message in members]).update(fault=words)
        Attempt.objects.bulk_create(
            Attempt(message=message, outcome="failed", detail=words) for message in members
        )
