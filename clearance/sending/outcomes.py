"""What came of handing a document over: sent, later again, or stuck. Each in one transaction, with
its evidence."""

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone

from clearance.backoff import patience
from clearance.documents.kinds import CANCELLATION_OF, LISTS, kind_of
from clearance.documents.preparation import stranger_paid
from clearance.locking import locked_order, locked_orders
from clearance.models import Attempt, Batch, Message, ReceiptItem, Role
from clearance.receipts.apply import apply_waiting_items
from clearance.receipts.state_machine import ALLOWED_FROM
from evidence import actions as evidence
from orders.actions.update_clearance import advance_clearance, set_clearance_state
from orders.models import Shipment
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
# receipts that stand by their document, and those that came before we knew what it would be
HEARD = ReceiptItem.objects.filter(message=OuterRef("pk"))
HEARD_EARLY = ReceiptItem.objects.filter(
    message=None, kind=OuterRef("kind"), business_key=OuterRef("receipt_key")
).exclude(business_key="")


@transaction.atomic
def keep_answer(message, answer):
    """The document is with its receiver; True if this call noted it, though its lease be over:
    a version has one content, so whoever was answered, the receiver has it."""
    order = locked_order(message.order_id, may_end=message.kind in CANCELLATION_OF.values())
    kind = kind_of(message)
    # in the transmission it went with: of the next one, only that one's receiver can tell
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING, batch=message.batch_id)
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
        return False
    Attempt.objects.create(message=message, outcome="sent")
    if order and message.kind in (Kind.WAYBILL, Kind.EXPORT_WAYBILL):
        keep_waybill(order, answer)
    message.refresh_from_db()
    if order and kind.own and kind.role == Role.PLATFORM:
        set_clearance_state(
            order, ClearanceState.SENT, allowed_from=ALLOWED_FROM[ClearanceState.SENT]
        )
    apply_waiting_items(message, order)
    evidence.record(**sent_entry(message))
    return True


@transaction.atomic
def keep_answers(batch_ids):
    """`keep_answer` for the documents of our own batches that were sent, in one transaction; how
    many it noted. Those that customs has spoken of already are left to `keep_answer`."""
    aboard = Message.objects.filter(batch__in=batch_ids, state=State.SENDING)
    orders = locked_orders(aboard.values("order"))
    news = aboard.filter(~Exists(HEARD), ~Exists(HEARD_EARLY), order__in=orders)
    messages = list(news.select_for_update(of=("self",)).defer("content"))
    for message in messages:
        message.order = orders[message.order_id]
    note_sent(messages)
    Attempt.objects.bulk_create(Attempt(message=message, outcome="sent") for message in messages)
    told = {m.order_id: m.order for m in messages if kind_of(m).role == Role.PLATFORM}
    advance_clearance(
        told.values(), ClearanceState.SENT, allowed_from=ALLOWED_FROM[ClearanceState.SENT]
    )
    evidence.record_all([sent_entry(message) for message in messages])
    return len(messages)


def note_sent(messages):
    """Each has what was answered to its batch."""
    batches = Batch.objects.defer("content").in_bulk({message.batch_id for message in messages})
    if not batches:
        return
    field = Message._meta.get_field("answer")
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(
        state=State.SENT,
        sent_at=timezone.now(),
        fault="",
        leased_until=None,
        answer=Case(
            *(When(batch=pk, then=Value(one.answer, field)) for pk, one in batches.items()),
            output_field=field,
        ),
    )


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
    """Later again, a little later each time; a permanent fault stops and waits for a clerk. Not
    where the lease ran out and another worker has the document in hand."""
    words = str(fault)[:1000]
    found = (
        {"state": State.STUCK}
        if fault.permanent
        else {"state": State.WAITING, "due_at": timezone.now() + patience(message.tries)}
    )
    mine = Message.objects.filter(
        pk=message.pk, state=State.SENDING, leased_until=message.leased_until
    )
    if mine.update(**found, leased_until=None, fault=words):
        Attempt.objects.create(message=message, outcome="failed", detail=words)
        if fault.permanent:
            leave_evidence(message, "message stuck", reason=words)


def leave_evidence(message, kind, **facts):
    evidence.record(**entry(message, kind, **facts))


def sent_entry(message):
    return entry(message, "message sent", digest=message.digest)


def entry(message, kind, **facts):
    """What the ledger is told of a document."""
    return {
        "subject": message.subject,
        "kind": kind,
        "payload": {
            "message": f"CEB{message.kind}",
            "key": message.business_key,
            "version": message.version,
            **facts,
        },
    }
