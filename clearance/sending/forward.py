"""Sending what waits: claim by guarded update with a lease, send outside any transaction, keep
the outcome. A worker killed at any point leaves a message whose lease runs out; the same bytes go
again, and the receiver tells them by their business key. Our own documents go in batches."""

from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.utils import timezone

from clearance.documents.kinds import ALIVE, OWN, kind_of
from clearance.errors import TransportError
from clearance.models import Message, ZoneSwitch
from clearance.routing import partner
from clearance.sending.batches import AT_ONCE, claim_batches, gather
from clearance.sending.outcomes import record_answer, record_failure
from clearance.sending.transmission import mark_forgotten_sent, transmit
from core.background.batch import process_each
from core.background.leased_queue import CANDIDATES

State = Message.State


def forward(limit=100):
    """Send up to `limit` documents that are due; returns how many were handed over."""
    mark_forgotten_sent()
    return forward_own(limit) + forward_requests(limit)


def forward_own(limit=100):
    """Our own documents, in batches: what an earlier try has left first."""
    sent = tried = 0
    while tried < limit:
        free = min(limit - tried, AT_ONCE)
        batches = claim_batches(free) or (gather() and claim_batches(free))
        if not batches:
            break
        tried += sum(batch.documents for batch in batches)
        sent += transmit(batches)
    return sent


def forward_requests(limit=100):
    """What partners are asked to send, one by one; one whose answer fails waits for its lease,
    and holds up no other."""
    sent = 0
    for _ in range(limit):
        message = claim()
        if message is None:
            break
        sent += process_each(send, [message])
    return sent


def claim():
    """A due request to a partner that this worker alone holds until the lease ends, or None."""
    lease = timezone.now() + timedelta(seconds=settings.CLEARANCE_LEASE_SECONDS)
    requests = Message.objects.filter(ALIVE).exclude(kind__in=OWN)
    requests = requests.exclude(zone__in=ZoneSwitch.objects.stopped_zones())
    pks = chain(*(queue.values_list("pk", flat=True)[:CANDIDATES] for queue in requests.in_turn()))
    claimable = Message.objects.due().filter(ALIVE)  # nor was it cancelled meanwhile
    pk = claimable.claim_one(pks, state=State.SENDING, leased_until=lease)
    return pk and Message.objects.select_related("order", "zone").get(pk=pk)


def send(message):
    """Hand a claimed request over and keep what came of it. True if it went out."""
    try:
        answer = ask(message)
    except TransportError as exc:
        record_failure(message, exc)
        return False
    record_answer(message, answer)
    return True


def ask(message):
    kind = kind_of(message)
    return partner(message.zone, kind.role).ask(kind.code, bytes(message.content))
