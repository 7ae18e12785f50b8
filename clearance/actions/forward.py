"""Sending what waits: claim by guarded update with a lease, send outside any transaction, keep
the outcome. A worker killed at any point leaves a message whose lease runs out; the same bytes go
again, and the receiver tells them by their business key."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from clearance.actions.apply import apply_waiting_items, locked_order
from clearance.actions.prepare import stranger_paid
from clearance.documents.kinds import FOR_CANCELLED, LISTS, kind_of
from clearance.faults import SendingFault
from clearance.following import ALLOWED_FROM
from clearance.models import Attempt, Message, Role
from clearance.routing import partner, transport
from evidence import actions as evidence
from orders.actions.clear import set_clearance_state
from orders.models import Shipment
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
ALIVE = Q(order__cancelled_at=None) | Q(kind__in=FOR_CANCELLED)
LONGEST_WAIT = timedelta(minutes=10)


def forward(limit=100):
    """Send up to `limit` messages that are due; returns how many were handed over."""
    sent = 0
    for _ in range(limit):
        message = claim()
        if message is None:
            break
        sent += send(message)
    return sent


def claim():
    """A due message that this worker alone holds until the lease ends, or None."""
    lease = timezone.now() + timedelta(seconds=settings.CLEARANCE_LEASE_SECONDS)
    waiting = Message.objects.due().filter(ALIVE, zone__switch__stopped_at=None)
    waiting = waiting.order_by("due_at", "pk")
    for pk in waiting.values_list("pk", flat=True)[:10]:
        if (
            Message.objects.due()
            .filter(pk=pk)
            .update(state=State.SENDING, leased_until=lease, tries=F("tries") + 1)
        ):
            return Message.objects.select_related("order", "zone").get(pk=pk)
    return None


def send(message):
    """Hand a claimed message over and keep what came of it. True if it went out."""
    try:
        answer = hand_over(message)
    except SendingFault as fault:
        keep_failure(message, fault)
        return False
    keep_answer(message, answer)
    return True


def hand_over(message):
    content = bytes(message.content)
    kind = kind_of(message)
    if kind.own:
        key = message.business_key.rpartition("/")[2]
        return {"reference": transport().send(f"{kind.code}-{key}-{message.version}", content)}
    try:
        firm = partner(message.zone, kind.role)
    except LookupError as unknown:
        raise SendingFault(str(unknown), permanent=True) from unknown
    return firm.ask(kind.code, content)


@transaction.atomic
def keep_answer(message, answer):
    order, kind = locked_order(message.order_id), kind_of(message)
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING)
    found = {"answer": answer, "state": State.SENT, "sent_at": timezone.now(), "fault": ""}
    if kind.answer_key:
        found["receipt_key"] = str(answer.get(kind.answer_key, ""))[:120]
    if not mine.update(**found, leased_until=None):
        # a receipt overtook our own note: the document has already moved on, but what the partner
        # found out about the payer (R-ID-2) still counts
        Message.objects.filter(pk=message.pk, answer={}).update(answer=answer)
        if order and (reason := stranger_paid(order)):
            waiting = order.messages.filter(kind__in=LISTS, state=State.WAITING)
            waiting.update(state=State.STUCK, fault=reason)
        return
    Attempt.objects.create(message=message, outcome="sent")
    if order and message.kind in (Kind.WAYBILL, Kind.EXPORT_WAYBILL):
        keep_waybill(order, answer)
    message.refresh_from_db()
    if order and kind.own and kind.role == Role.PLATFORM:
        set_clearance_state(
            order, ClearanceState.SENT, allowed_from=ALLOWED_FROM[ClearanceState.SENT]
        )
    apply_waiting_items(message, order)
    leave_evidence(message, "message sent", digest=message.digest)


def keep_waybill(order, answer):
    Shipment.objects.update_or_create(
        order=order,
        defaults={
            "waybill_number": str(answer.get("logistics_no", ""))[:60],
            "carrier_code": str(answer.get("logistics_code", ""))[:18],
            "carrier_name": str(answer.get("logistics_name", ""))[:100],
        },
    )


@transaction.atomic
def keep_failure(message, fault):
    """Later again, a little later each time; a permanent fault stops and waits for a clerk."""
    words = str(fault)[:1000]
    wait = min(timedelta(seconds=2 ** min(message.tries, 10)), LONGEST_WAIT)
    found = (
        {"state": State.STUCK}
        if fault.permanent
        else {"state": State.WAITING, "due_at": timezone.now() + wait}
    )
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING)
    if mine.update(**found, leased_until=None, fault=words):
        Attempt.objects.create(message=message, outcome="failed", detail=words)
        if fault.permanent:
            leave_evidence(message, "message stuck", reason=words)


def leave_evidence(message, kind, **facts):
    evidence.record(
        subject=message.subject,
        kind=kind,
        payload={
            "message": f"CEB{message.kind}",
            "key": message.business_key,
            "version": message.version,
            **facts,
        },
    )
