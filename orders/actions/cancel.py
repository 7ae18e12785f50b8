"""Cancelling while it can be: before the money at once; paid but not yet with customs with a full
refund. Once customs has the list the buyer may ask, and customs decides (CEB623); after release
only the explanation of what can be done instead."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.emails.buyers import write_email
from orders.errors import OrderActionError
from orders.models import Order, OrderGroup
from orders.models.order import HOLDS_MONEY, ClearanceState, FulfilmentState, PaymentState
from orders.payments.attempts import close_attempts
from orders.payments.refunds import refundable, request_refund
from orders.reservations import free_reserved
from orders.signals import order_cancelled, order_to_withdraw, send_on_commit
from orders.timeline.events import record_event

WITH_CUSTOMS = (
    ClearanceState.PREPARED,
    ClearanceState.SENT,
    ClearanceState.RECEIVED,
    ClearanceState.UNDER_REVIEW,
    ClearanceState.HELD,
)


def why_not_cancel(order):
    """The sentence that stands against cancelling, or "" while it can be done."""
    if order.cancelled_at or order.payment_state in (PaymentState.FAILED, PaymentState.REFUNDED):
        return _("This order is already closed.")
    if order.is_overdue:
        return _(
            "The payment deadline has passed: the order is being closed. A payment already on its "
            "way resumes the order or is refunded in full."
        )
    if order.payment_state == PaymentState.AWAITING or _not_yet_declared(order):
        return ""
    if order.clearance_state == ClearanceState.REJECTED:
        return _(
            "Customs has rejected the declaration. Our clerks will correct it and declare "
            "again, or cancel the order and refund the full amount."
        )
    if order.fulfilment_state == FulfilmentState.RETURNED:
        return _("The goods have been returned, so there is nothing left to cancel.")
    if order.clearance_state == ClearanceState.RELEASED and order.is_export:
        return _(
            "Customs has released the goods, so the order can no longer be cancelled. Goods "
            "coming back from abroad are handled as a return, recorded by our clerks."
        )
    if order.clearance_state == ClearanceState.RELEASED and not _has_parcel_to_refuse(order):
        return _(
            "Customs has released the goods, so the order can no longer be cancelled. You can "
            "return it within seven days of receipt; if you apply within 30 days of release, the "
            "tax is refunded and the yearly allowance restored."
        )
    if order.clearance_state == ClearanceState.RELEASED:
        return _(
            "Customs has released the goods, so the order can no longer be cancelled. You can "
            "refuse the parcel or return it within seven days of receipt; if you apply within "
            "30 days of release, the tax is refunded and the yearly allowance restored."
        )
    if order.cancel_requested_at:
        return _(
            "You have applied to cancel. Customs decides whether the declaration can be "
            "withdrawn; we will notify you either way."
        )
    if order.clearance_state == ClearanceState.PREPARED:
        return _(
            "Its documents are on their way to customs, so the order can't be cancelled at once."
            " You can ask to have the declaration withdrawn."
        )
    if hasattr(order, "pickup"):
        return _(
            "The order is with customs, so it can't be cancelled right now. Once you have picked "
            "up the goods, you can return them."
        )
    return _(
        "The order is with customs, so it can't be cancelled right now. Once customs has "
        "decided, you can refuse the parcel or return it."
    )


def _has_parcel_to_refuse(order):
    return order.fulfilment_state != FulfilmentState.DELIVERED and not hasattr(order, "pickup")


def may_request_withdrawal(order):
    """Declared and not yet decided: the buyer may ask that customs lets the declaration go."""
    declared = order.clearance_state in WITH_CUSTOMS
    decided = order.cancelled_at or order.cancel_requested_at
    return _holds_money(order) and declared and not decided


@transaction.atomic
def request_withdrawal(order, *, actor=None, reason):
    """Note the wish to cancel; clearance takes it to customs. Raises OrderActionError when it
    is too late; requested twice it is recorded once."""
    order = (
        Order.objects.select_for_update(of=("self",)).select_related("group__user").get(pk=order.pk)
    )
    if not may_request_withdrawal(order):
        raise OrderActionError(why_not_cancel(order) or _("This order can be cancelled directly."))
    order.cancel_requested_at, order.cancel_reason = timezone.now(), reason[:200]
    order.save(update_fields=["cancel_requested_at", "cancel_reason"])
    # only a hint: clearance's own task finds the request by its column
    send_on_commit(order_to_withdraw, order)
    record_event(order, "cancel_asked", actor, reason=reason[:200])


@transaction.atomic
def withdrawal_rejected(order, *, reason="", at=None):
    """Customs keeps the declaration: the order goes on. True if somebody had requested it.

    reason: customs' own text."""
    waiting = Order.objects.filter(pk=order.pk, cancelled_at=None).exclude(cancel_requested_at=None)
    if not waiting.update(cancel_requested_at=None, cancel_reason=""):
        return False
    requested_at = order.cancel_requested_at
    order.cancel_requested_at, order.cancel_reason = None, ""
    again = requested_at.isoformat() if requested_at else ""
    write_email(order, "cancel_rejected", again=again, reason=reason[:200])
    record_event(order, "cancel_rejected", at=at, reason=reason[:200])
    return True


def cancel(order, *, actor=None, reason, undeclared=False):
    """Cancel `order`; an unpaid one at once, a paid one with a refund of all that was paid.

    reason: a sentence for the timeline; undeclared: clearance vouches that customs has no
    list of it, so that it may end although documents were prepared. Raises OrderActionError when it
    is too late. Whatever the buyer could still pay at the provider is closed first, outside the
    transaction (trap 9)."""
    if order.payment_state == PaymentState.AWAITING:
        close_attempts(order.group)
        order.refresh_from_db()
    with transaction.atomic():
        OrderGroup.objects.select_for_update(no_key=True).get(pk=order.group_id)
        locked = Order.objects.select_related("group__user").select_for_update(of=("self",))
        order = locked.get(pk=order.pk)
        why_not = why_not_cancel(order)
        if why_not and not (undeclared and _may_be_ended(order)):
            raise OrderActionError(why_not)
        _cancel(order, actor, reason)
    return order


def _cancel(order, actor, reason):
    paid = order.payment_state != PaymentState.AWAITING
    changes = {"cancelled_at": timezone.now(), "cancel_reason": reason[:200]}
    if paid:  # off the queue to customs; the claim there is a guarded update of the same column
        changes["clearance_state"] = ClearanceState.CANCELLED
    else:
        changes["payment_state"] = PaymentState.FAILED
    rows = Order.objects.filter(
        pk=order.pk,
        payment_state=order.payment_state,
        clearance_state=order.clearance_state,
        cancelled_at=None,
    )
    if not rows.update(**changes):
        raise OrderActionError(_("The order has just changed. Please check it again."))
    for field, value in changes.items():
        setattr(order, field, value)
    free_reserved(order, reason="cancelled")
    write_email(order, "cancelled", paid=paid, reason=reason)
    send_on_commit(order_cancelled, order)
    if paid and refundable(order) > 0:
        request_refund(order, reason=reason, actor=actor)
    record_event(order, "cancelled", actor, reason=reason)


def _not_yet_declared(order):
    return _holds_money(order) and order.clearance_state == ClearanceState.WAITING


def _may_be_ended(order):
    gone = (ClearanceState.RELEASED, ClearanceState.CANCELLED)
    return _holds_money(order) and not order.cancelled_at and order.clearance_state not in gone


def _holds_money(order):
    return order.payment_state in HOLDS_MONEY
