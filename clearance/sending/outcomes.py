"""What came of handing a document over: sent, later again, or stuck. Each in one transaction, with
its evidence."""

from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils import timezone

from clearance.backoff import retry_delay
from clearance.documents.kinds import CANCELLATION_OF, LISTS, kind_of
from clearance.documents.preparation import payer_mismatch
from clearance.locking import locked_order, locked_orders
from clearance.models import Attempt, Batch, Message, PartyRole, ReceiptItem
from clearance.receipts.apply import apply_early_items
from clearance.receipts.state_machine import ALLOWED_FROM
from evidence import actions as evidence
from orders.actions.update_clearance import advance_clearance, set_clearance_state
from orders.models import Shipment
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
# receipts that stand by their document, and those that came before we knew what it would be
ITEMS = ReceiptItem.objects.filter(message=OuterRef("pk"))
EARLY_ITEMS = ReceiptItem.objects.filter(
    message=None, kind=OuterRef("kind"), business_key=OuterRef("receipt_key")
).exclude(business_key="")


@transaction.atomic
def record_answer(message, answer):
    """The document is with its receiver; True if this call noted it, though its lease be over:
    a version has one content, so whichever worker was answered, the receiver has it."""
    order = locked_order(message.order_id, may_end=message.kind in CANCELLATION_OF.values())
    kind = kind_of(message)
    # in the transmission it went with: of the next one, only that one's receiver can tell
    unsent = Message.objects.filter(pk=message.pk, state=State.SENDING, batch=message.batch_id)
    changes = {"answer": answer, "state": State.SENT, "sent_at": timezone.now(), "last_error": ""}
    if kind.answer_key:
        changes["receipt_key"] = str(answer.get(kind.answer_key, ""))[:120]
    if not unsent.update(**changes, leased_until=None):
        # a receipt overtook our own note: the document has already moved on, but what the partner
        # found out about the payer (R-ID-2) still counts
        Message.objects.filter(pk=message.pk, answer={}).update(answer=answer)
        if order and (reason := payer_mismatch(order)):
            waiting = order.messages.filter(kind__in=LISTS, state=State.WAITING)
            waiting.update(state=State.STUCK, last_error=reason)
        return False
    Attempt.objects.create(message=message, outcome="sent")
    if order and message.kind in (Kind.WAYBILL, Kind.EXPORT_WAYBILL):
        record_waybill(order, answer)
    message.refresh_from_db()
    if order and kind.own and kind.role == PartyRole.PLATFORM:
        set_clearance_state(
            order, ClearanceState.SENT, allowed_from=ALLOWED_FROM[ClearanceState.SENT]
        )
    apply_early_items(message, order)
    evidence.record(**sent_entry(message))
    return True


@transaction.atomic
def record_answers(batch_ids):
    """`record_answer` for the documents of our own batches that were sent, in one transaction; how
    many it noted. Those that customs has spoken of already are left to `record_answer`."""
    aboard = Message.objects.filter(batch__in=batch_ids, state=State.SENDING)
    orders = locked_orders(aboard.values("order"))
    unsettled = aboard.filter(~Exists(ITEMS), ~Exists(EARLY_ITEMS), order__in=orders)
    messages = list(unsettled.select_for_update(of=("self",)).defer("content"))
    for message in messages:
        message.order = orders[message.order_id]
    mark_sent(messages)
    Attempt.objects.bulk_create(Attempt(message=message, outcome="sent") for message in messages)
    orders_sent = {m.order_id: m.order for m in messages if kind_of(m).role == PartyRole.PLATFORM}
    advance_clearance(
        orders_sent.values(), ClearanceState.SENT, allowed_from=ALLOWED_FROM[ClearanceState.SENT]
    )
    evidence.record_all([sent_entry(message) for message in messages])
    return len(messages)


def mark_sent(messages):
    """Each has what was answered to its batch."""
    batches = Batch.objects.defer("content").in_bulk({message.batch_id for message in messages})
    if not batches:
        return
    field = Message._meta.get_field("answer")
    Message.objects.filter(pk__in=[message.pk for message in messages]).update(
        state=State.SENT,
        sent_at=timezone.now(),
        last_error="",
        leased_until=None,
        answer=Case(
            *(When(batch=pk, then=Value(one.answer, field)) for pk, one in batches.items()),
            output_field=field,
        ),
    )


def record_waybill(order, answer):
    Shipment.objects.update_or_create(
        order=order,
        defaults={
            "waybill_number": str(answer.get("logistics_no", ""))[:60],
            "carrier_code": str(answer.get("logistics_code", ""))[:18],
            "carrier_name": str(answer.get("logistics_name", ""))[:100],
        },
    )


@transaction.atomic
def record_failure(message, exc):
    """Later again, a little later each time; a permanent error stops and waits for a clerk. Not
    where the lease ran out and another worker has claimed the document."""
    reason = str(exc)[:1000]
    changes = (
        {"state": State.STUCK}
        if exc.permanent
        else {"state": State.WAITING, "due_at": timezone.now() + retry_delay(message.tries)}
    )
    claimed = Message.objects.filter(
        pk=message.pk, state=State.SENDING, leased_until=message.leased_until
    )
    if claimed.update(**changes, leased_until=None, last_error=reason):
        Attempt.objects.create(message=message, outcome="failed", detail=reason)
        if exc.permanent:
            record_stuck(message, reason)


def record_stuck(message, reason):
    entry = message.ledger_entry("message stuck", version=message.version, reason=reason)
    evidence.record(**entry)


def sent_entry(message):
    return message.ledger_entry("message sent", version=message.version, digest=message.digest)
