"""Money has arrived: share it among the orders it is for, and give back what pays none."""

from decimal import Decimal
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from core.background.enqueue import enqueue_on_commit
from orders.emails.buyers import write_email
from orders.errors import OrderActionError
from orders.models import Order, OrderGroup, Payment, PaymentAttempt, Refund
from orders.models.order import PaymentState
from orders.models.payment import differs_from_orderer
from orders.payments.flags import flag
from orders.payments.records import store_response
from orders.reservations import reserve
from orders.signals import order_paid, send_on_commit
from orders.timeline.events import record_event

State = PaymentAttempt.State


class PaymentOutcome(StrEnum):
    PAID = "paid"
    RETURNED = "returned"  # came, pays nothing, goes back in full
    ALREADY = "already"
    OPEN = "open"
    CLOSED = "closed"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@transaction.atomic
def book_payment(attempt, intent):
    """Book a succeeded intent that matches its attempt, exactly once. Returns an Outcome.

    Orders that wait are paid; those that ran out of time are taken up again when stock and the
    yearly limit allow. What is left over goes back by itself: money that came twice, too late, or
    for an order cancelled meanwhile. Rows are locked group first, then orders."""
    group = OrderGroup.objects.select_for_update(no_key=True).get(pk=attempt.group_id)
    rows = PaymentAttempt.objects.filter(pk=attempt.pk).exclude(
        state=PaymentAttempt.State.SUCCEEDED
    )
    if not rows.update(
        state=PaymentAttempt.State.SUCCEEDED, last_error="", changed_at=timezone.now()
    ):
        return PaymentOutcome.ALREADY
    store_response(attempt, intent)
    orders = list(group.orders.filter(number__in=attempt.shares).select_for_update().order_by("pk"))
    revived = _revive([order for order in orders if _lapsed(order)])
    paid = [order for order in orders if _mark_paid(order)]
    for order in paid:
        _add_payment(order, attempt, intent, alone=len(attempt.shares) == 1)
    surplus = attempt.amount - worth(paid, attempt)
    reason = why_left_over(orders, paid, attempt)
    if surplus:
        _return_surplus(group, attempt, surplus, reason)
    _notify(group, orders, paid, revived, attempt, surplus, reason)
    return PaymentOutcome.PAID if paid else PaymentOutcome.RETURNED


def worth(orders, attempt):
    return sum((Decimal(attempt.shares[order.number]) for order in orders), Decimal(0))


def why_left_over(orders, paid, attempt):
    """late, twice or cancelled: of the first order that this money could not pay."""
    others = [order for order in orders if order not in paid]
    if any(order.payments.exclude(attempt=attempt).exists() for order in others):
        return "twice"
    return "cancelled" if any(order.cancelled_at for order in others) else "late"


def _lapsed(order):
    return order.payment_state == PaymentState.FAILED and order.cancelled_at is None


def _revive(lapsed):
    """Late money: the orders whose stock and limit could be reserved again, all of them or none."""
    if not lapsed:
        return []
    try:
        reserve(lapsed)
    except OrderActionError:
        return []
    Order.objects.filter(
        pk__in=[order.pk for order in lapsed],
        payment_state=PaymentState.FAILED,
        cancelled_at=None,
    ).update(payment_state=PaymentState.AWAITING)
    return lapsed


def _mark_paid(order):
    """The one guarded step from awaiting to paid; True for the call that made it."""
    waiting = Order.objects.filter(
        pk=order.pk, payment_state=PaymentState.AWAITING, cancelled_at=None
    )
    return bool(waiting.update(payment_state=PaymentState.PAID))


def _add_payment(order, attempt, intent, *, alone):
    paid_at = intent.paid_at or timezone.now()
    number = intent.transaction or intent.reference
    if not alone:  # customs wants a number for each order's payment: parts of a shared charge
        number = f"{number}-{1 + sorted(attempt.shares).index(order.number)}"
    payer = intent.payer_name.strip()[:60]  # R-ID-2: as the provider says it, or empty
    if not order.is_export and differs_from_orderer(payer, order.buyer.name):
        message = f"{order.number}: the payer's name is not the orderer's"
        flag(attempt.provider, "payer_differs", f"{attempt.reference}:{order.number}", message)
    Payment.objects.create(
        order=order,
        attempt=attempt,
        amount=Decimal(attempt.shares[order.number]),
        transaction=number,
        payer_name=payer,
        paid_at=paid_at,
    )
    Order.objects.filter(pk=order.pk).update(paid_at=paid_at)


def _return_surplus(group, attempt, amount, reason):
    Refund.objects.create(attempt=attempt, amount=amount, reason=reason)
    write_email(group, "money_returned", again=str(attempt.pk), amount=str(amount), reason=reason)
    flag(
        attempt.provider,
        f"money_{reason}",
        attempt.reference,
        f"{amount} CNY go back by themselves",
        amount=str(amount),
        orders=sorted(attempt.shares),
    )
    enqueue_on_commit("orders.execute_refunds")


def _notify(group, orders, paid, revived, attempt, surplus, reason):
    """E-mails, signals and events last: the ledger's lock is the last one taken."""
    if paid:
        write_email(group, "paid", again=str(attempt.pk), amount=str(worth(paid, attempt)))
        enqueue_on_commit("orders.close_attempts", group.pk)
    for order in paid:
        send_on_commit(order_paid, order)
    for order in orders:
        if order in revived:
            record_event(order, "revived")
        if order in paid:
            record_event(
                order, "paid", amount=attempt.shares[order.number], attempt=attempt.reference
            )
        elif surplus:
            record_event(
                order, "money_returned", amount=attempt.shares[order.number], reason=reason
            )
