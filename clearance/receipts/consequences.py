"""What a document's decisive receipt does beyond the document itself, kind by kind. Each runs
again with every receipt, in whatever sequence they came, and ends the same; the caller holds the
order."""

from django.utils import timezone

from ceb import describe_status
from ceb.identifiers import from_beijing_stamp
from clearance.documents.kinds import CANCELLATION_OF, Effect, kind_of
from clearance.models import Declaration, Message, ReceiptItem
from clearance.receipts import tax_bills
from clearance.receipts.state_machine import (
    decisive,
    newest_value,
    released_stamp,
    stage_of,
)
from orders.actions import ship
from orders.actions.cancel import cancel, withdrawal_rejected
from orders.actions.update_clearance import record_customs_event
from orders.errors import OrderActionError
from orders.models import Order, Return
from orders.models.order import ClearanceState
from orders.returns import customs_accepts, customs_rejects, mark_applied_again

State = Message.State


def of_list(message, order, item):
    """The list as customs holds it, the timeline's events, and bills that waited for its number."""
    items = list(
        ReceiptItem.objects.filter(
            message__kind=message.kind, message__business_key=message.business_key
        )
        .with_receipts()
        .select_related("message")
        .defer("message__content")
    )
    declaration = update_declaration(message, items)
    copy_release_date(order, declaration)
    tax_bills.match_tax_bills(declaration)  # locks bills: before the timeline locks the ledger
    for one in items:
        write_events(message, order, one)
    if declaration.state == Declaration.State.RELEASED and order.cancel_requested_at:
        withdrawal_rejected(order, reason=item.info, at=moment(item))


def update_declaration(message, items):
    """Its numbers and its state, from all that was ever said of it."""
    item = decisive(items)
    numbers = {"pre_no": newest_value(items, "preNo"), "invt_no": newest_value(items, "invtNo")}
    released = released_stamp(items)
    facts = {
        "order": message.order,
        **{name: number for name, number in numbers.items() if number},
        "released_at": from_beijing_stamp(released) if released else None,
    }
    if cancelled(message):
        facts["state"] = Declaration.State.CANCELLED
    elif state := stage_of(item.status).declaration:
        facts["state"] = state
    declaration, _ = Declaration.objects.update_or_create(
        kind=message.kind, cop_no=message.receipt_key, defaults=facts
    )
    return declaration


def copy_release_date(order, declaration):
    """The first release counts, whichever was heard of first: a return's deadlines run from it
    (R-STAT-3)."""
    if declaration.released_at and order.clearance_state == ClearanceState.RELEASED:
        Order.objects.filter(pk=order.pk).update(released_at=declaration.released_at)
        order.released_at = declaration.released_at


def cancelled(message):
    """Has customs let the list go (624, 606)?"""
    letting_go = Message.objects.filter(order=message.order_id, kind__in=CANCELLATION_OF.values())
    return letting_go.filter(state=State.ACCEPTED).exists()


def write_events(message, order, item):
    kind = stage_of(item.status).event
    if not kind or (kind == "released" and order.cancelled_at):
        return
    word = describe_status(message.kind, item.status)
    record_customs_event(
        order,
        kind,
        at=moment(item),
        code=item.status,
        emailed=kind in ("inspected", "detained") and order.released_at is None,
        reason=item.info,
        word_zh=word.zh,
        word_en=word.en,
        document=f"CEB{message.kind}",
        list_number=item.message.customs_number,
    )


def moment(item):
    return from_beijing_stamp(item.return_time) or item.receipt.arrived_at


def of_cancellation(message, order, item):
    """Customs has let the declaration go: the order ends with the money back. Or it keeps it."""
    message.refresh_from_db()
    if message.state == State.ACCEPTED:
        Declaration.objects.filter(order=order, kind__in=lists_of(message)).update(
            state=Declaration.State.CANCELLED
        )
        if order.cancelled_at is None:
            end_order(message, order)
    elif message.state == State.REJECTED:
        withdrawal_rejected(order, reason=item.info, at=moment(item))


def lists_of(message):
    return kind_of(message).follows


def end_order(message, order):
    reason = order.cancel_reason or message.details.get("reason", "")
    try:
        cancel(order, reason=reason, undeclared=True)
    except OrderActionError as exc:  # released meanwhile, or paid back: a person must look
        Message.objects.filter(pk=message.pk).update(state=State.STUCK, last_error=str(exc)[:1000])
    else:
        order.refresh_from_db()


def of_return(message, order, item):
    goods_return = Return.objects.filter(number=message.receipt_key).first()
    if goods_return is None:
        return
    message.refresh_from_db()
    if message.state == State.ACCEPTED:
        applied = from_beijing_stamp(message.app_time)
        tax_bills.lock_bills(order)  # before the timeline locks the ledger
        customs_accepts(goods_return, applied_on=timezone.localdate(applied), at=moment(item))
        tax_bills.compare_again([order.pk])
    elif message.state == State.REJECTED and message.superseded_at is None:
        customs_rejects(goods_return, reason=item.info, at=moment(item))
    elif message.state != State.REJECTED:
        mark_applied_again(goods_return)


def of_waybill_state(message, order, item):
    """Signed for (CEB513): the parcel is where it belongs."""
    message.refresh_from_db()
    if message.state == State.ACCEPTED:
        signed = from_beijing_stamp(message.details.get("logistics_time", "")) or moment(item)
        ship.signed_for(order, at=signed)


CONSEQUENCES = {
    Effect.DECLARATION: of_list,
    Effect.CANCELLATION: of_cancellation,
    Effect.RETURN: of_return,
    Effect.DELIVERY: of_waybill_state,
}
