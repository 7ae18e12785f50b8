"""Applying what customs said, by customs' own time. Every function here may run again, in any
order, with the same end (R-DOC-5)."""

from datetime import timedelta
from itertools import pairwise

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone

from ceb import describe_status
from ceb.identifiers import from_beijing_stamp
from clearance.documents.kinds import CANCELLATION_OF, Trigger, kind_of
from clearance.locking import locked_order
from clearance.models import Message, ReceiptItem
from clearance.models.stored_errors import RELEASED_THOUGH_CANCELLED
from clearance.receipts import summary_results, tax_bills
from clearance.receipts.batch_answers import apply_exchange_answer, split
from clearance.receipts.consequences import CONSEQUENCES
from clearance.receipts.state_machine import (
    ALLOWED_FROM,
    decisive,
    message_state,
    newest_value,
    stage_of,
)
from core.background.batch import process_each
from evidence import actions as evidence
from orders.actions.ship import signed_for
from orders.actions.update_clearance import set_clearance_state
from orders.models import Shipment
from orders.models.order import ClearanceState

Kind, State = Message.Kind, Message.State
UNPROMPTED = {  # answers to no document of ours: customs speaks first
    "816": tax_bills.apply_tax_bill,
    "818": tax_bills.apply_tax_bill,
    "792": summary_results.apply_summary_result,
}
NUMBERS = ("invtNo", "sumNo", "rkdNo", "preNo")  # of customs, the most telling one first
FORMAT_ERROR, EXCHANGE = "900", "DxpRep"  # answer a transmission, by its CopMsgId
WHOLE = {FORMAT_ERROR: split, EXCHANGE: apply_exchange_answer}
MATCH_WITHIN = timedelta(days=3)  # older items are matched only when their document is sent


@transaction.atomic
def apply_item(item):
    """Match a receipt item to its document, in a transaction of its own. True if it was matched;
    one without a document waits for it."""
    if take := UNPROMPTED.get(item.kind):
        return take(item) and mark_applied(item)
    message = document_of(item)
    if message is None:
        if item.kind in WHOLE:
            return WHOLE[item.kind](item)
        return apply_carriers_signature(item) and mark_applied(item)
    order = locked_order(message.order_id, may_end=message.kind in CANCELLATION_OF.values())
    attach(item, message)
    update_from_receipts(message, order)
    return True


def match_pending_items(limit=500):
    """Periodic: items whose document has come to be known since, or whose worker died. Those of
    documents that we have come first, however many speak of documents that nobody here knows."""
    known = Message.objects.filter(kind=OuterRef("kind"), receipt_key=OuterRef("business_key"))
    unmatched = ReceiptItem.objects.filter(
        message=None, applied_at=None, receipt__arrived_at__gte=timezone.now() - MATCH_WITHIN
    ).alias(is_ours=Exists(known.exclude(receipt_key="")))
    unmatched = unmatched.with_receipts().order_by("-is_ours", "-pk")
    return process_each(apply_item, list(unmatched[:limit]))


def document_of(item):
    """The version the item answers: the newest that customs can have known when it spoke."""
    if item.kind == FORMAT_ERROR:
        return Message.objects.filter(batch__name=item.business_key, batch__documents=1).first()
    answered = Message.objects.filter(kind=item.kind, receipt_key=item.business_key)
    versions = list(answered.exclude(receipt_key="").order_by("version"))
    # a version that never went out can't have been answered
    known = versions[:1]
    for before, one in pairwise(versions):
        if (one.tries or one.sent_at) and is_later(item, before, one):
            known.append(one)
    return known[-1] if known else None


def is_later(item, before, one):
    """Did customs speak of `one`, no more of the version before it? Its own clock may be wrong by
    minutes, so its last word on that version is the border, and our time only where it said
    nothing."""
    if before.status_time:
        return item.return_time > before.status_time
    return one.app_time <= item.return_time[:14]


def attach(item, message):
    item.message = message
    mark_applied(item)


def mark_applied(item):
    item.applied_at = timezone.now()
    item.save(update_fields=["message", "applied_at"])
    return True


def apply_carriers_signature(item):
    """The logistics firm's own report that a parcel was signed for (CEB514)."""
    if item.kind != Kind.WAYBILL_STATE or message_state(item.kind, item.status) != State.ACCEPTED:
        return False
    order = order_of_waybill(item.business_key)
    if order is None:
        return False
    at = from_beijing_stamp(item.return_time) or item.receipt.arrived_at
    signed_for(locked_order(order.pk), at=at)
    return True


def order_of_waybill(number):
    """The order whose parcel has this number, for a signature that nobody here asked for."""
    shipment = Shipment.objects.filter(waybill_number=number).select_related("order").last()
    return shipment and shipment.order


def apply_early_items(message, order):
    """Receipts that came before we knew what they are about. The caller holds the order."""
    waiting = ReceiptItem.objects.filter(
        message=None, kind=message.kind, business_key=message.receipt_key
    ).exclude(business_key="")
    for item in waiting:
        if document_of(item) == message:
            attach(item, message)
    update_from_receipts(message, order)


def update_from_receipts(message, order):
    """Bring a document, and its order, to what all its receipts together say."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    items = list(message.receipt_items.with_receipts())
    item = decisive(items)
    state = item and message_state(message.kind, item.status)
    if state is None:
        return
    is_news = (message.status, message.status_time) != (item.status, item.return_time)
    said = (status for name in NUMBERS if (status := newest_value(items, name)))
    number = next(said, message.customs_number)[:20]
    if is_news or message.state != state or number != message.customs_number:
        write_status(message, item, state, number)
    kind = kind_of(message)
    if kind.is_list:
        move_order(message, order, item)
    elif kind.trigger is Trigger.PAID and state == State.REJECTED and is_newest(message):
        reject_order(message, order, item)
    if consequence := order and CONSEQUENCES.get(kind.effect):
        consequence(message, order, item)
    if is_news:
        entry = message.ledger_entry(
            "receipt applied",
            status=item.status,
            return_time=item.return_time,
            receipt=item.receipt.digest,
        )
        evidence.record(**entry)


def is_newest(message):
    return message.superseded_at is None


def write_status(message, item, state, number):
    """Of what customs speaks it has heard, though our own note of the sending may never come."""
    Message.objects.filter(pk=message.pk).update(
        state=state,
        leased_until=None,
        sent_at=Coalesce("sent_at", timezone.now()),
        status=item.status,
        status_time=item.return_time,
        status_info=item.info,
        customs_number=number,
    )
    message.customs_number = number


def move_order(message, order, item):
    new = stage_of(item.status).order
    if new == ClearanceState.RELEASED and order.cancelled_at:
        mark_stuck_after_release(message)
    elif new and order.clearance_state != new and is_newest(message):
        change_order(message, order, item, new)


def mark_stuck_after_release(message):
    """The money is on its way back and the goods are free again: only a person can have customs
    take its release back (CEB623, or a return)."""
    Message.objects.filter(pk=message.pk).update(
        state=State.STUCK, last_error=RELEASED_THOUGH_CANCELLED
    )


def reject_order(message, order, item):
    """A rejected order, payment or waybill stops the order: its list can't go out."""
    if order.clearance_state not in (ClearanceState.REJECTED, ClearanceState.RELEASED):
        change_order(message, order, item, ClearanceState.REJECTED)


def change_order(message, order, item, new):
    status = describe_status(message.kind, item.status)
    set_clearance_state(
        order,
        new,
        allowed_from=ALLOWED_FROM[new],
        at=from_beijing_stamp(item.return_time) or timezone.now(),
        code=item.status,
        reason=item.info,
        word_zh=status.zh,
        word_en=status.en,
        silent=kind_of(message).is_list,  # whose events are all written, in customs' own sequence
        document=f"CEB{message.kind}",
        list_number=message.customs_number if kind_of(message).is_list else "",
    )
