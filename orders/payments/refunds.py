"""Refunds. Requested under the order's lock with a ceiling of our own, whatever a
provider would accept; carried out later, outside any transaction, under the refund's number."""

import logging
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from core.background.batch import process_each
from core.background.enqueue import enqueue_on_commit
from evidence import actions as evidence
from orders.emails.buyers import write_email
from orders.errors import OrderActionError
from orders.models import Order, Refund
from orders.models.order import PaymentState
from orders.payments.base import GatewayError, RefundStatus
from orders.payments.registry import gateway_named
from orders.signals import order_refunded, send_on_commit
from orders.timeline.events import record_event

log = logging.getLogger(__name__)
State = Refund.State

LEASE = timedelta(minutes=3)  # longer than all the provider's timeouts and retries together
FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=1)
CENT = Decimal("0.01")


def refundable(order):
    """Yuan, two places, that were paid for `order` and are not refunded yet."""
    paid = order.payments.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    requested = order.refunds.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    return (paid - requested).quantize(CENT)  # SQLite sums in more places


@transaction.atomic
def request_refund(order, *, amount=None, reason, actor=None):
    """Write down that `amount` yuan (None: all that is left) of `order` go back; the Refund.

    amount: two places, > 0. Raises OrderActionError for more than what is left, requested refunds
    counted whether they are done or not: two clerks at once can't pass what was paid (trap 14)."""
    # the lock makes two clerks take turns at the ceiling
    order = Order.objects.select_for_update().get(pk=order.pk)
    left = refundable(order)
    amount = left if amount is None else amount
    _check(amount, left)
    refund = Refund.objects.create(
        order=order,
        attempt=order.payments.latest("pk").attempt,
        amount=amount,
        reason=reason[:200],
        actor=actor,
    )
    enqueue_on_commit("orders.execute_refunds")
    record_event(
        order, "refund_asked", actor, amount=str(amount), reason=refund.reason, refund=refund.number
    )
    return refund


def _check(amount, left):
    if left <= 0:
        raise OrderActionError(_("Nothing is left to refund for this order."))
    # a third decimal would be cut by the provider and leave the sums apart
    if amount <= 0 or amount != amount.quantize(CENT):
        raise OrderActionError(_("A refund is an amount above zero in whole fen."))
    if amount > left:
        raise OrderActionError(
            _("Only %(left)s yuan are left to refund for this order.") % {"left": left}
        )


def execute_refunds(now=None, limit=50):
    """Send every refund that is due; the number that were tried. Safe with several workers."""
    due = Refund.objects.due(now or timezone.now()).order_by("pk")
    return process_each(
        lambda pk: execute_refund(pk, now), list(due.values_list("pk", flat=True)[:limit])
    )


def execute_refund(pk, now=None):
    """Claim one refund by a guarded update, ask the provider, write what came back. True if it
    was ours to try. After a lost answer it is sent again under the same number."""
    now = now or timezone.now()
    if not (
        Refund.objects.due(now)
        .filter(pk=pk)
        # written before the call: a process that dies in it leaves a row whose lease runs out
        .update(state=State.SENT, tries=F("tries") + 1, next_try_at=now + LEASE)
    ):
        return False
    refund = Refund.objects.select_related("attempt").get(pk=pk)
    try:
        answer = gateway_named(refund.attempt.provider).refund(
            str(refund.attempt.reference), refund.amount, number=refund.number, reason=refund.reason
        )
    except GatewayError as exc:
        _postpone(refund, exc, now)
    else:
        _write_answer(refund, answer, now)
    return True


def _postpone(refund, error, now):
    """A timeout says nothing: the money may have moved, so it is never called failed."""
    log.warning("refund %s: %s", refund.number, error)
    message = str(error)[:200]
    if error.permanent:
        _fail(refund, message)
    else:
        # the exponent is capped too: 2 ** 1000 is no timedelta
        wait = min(FIRST_WAIT * 2 ** min(refund.tries - 1, 10), LONGEST_WAIT)
        _sent(refund).update(last_error=message, next_try_at=now + wait)


def _write_answer(refund, answer, now):
    if answer.status == RefundStatus.DONE:
        confirm_refund(refund, reference=answer.reference)
    elif answer.status == RefundStatus.FAILED:
        _fail(refund, answer.error[:200] or "declined by the provider", answer.reference)
    else:
        _sent(refund).update(reference=answer.reference, last_error="", next_try_at=now + LEASE)


def _sent(refund):
    return Refund.objects.filter(pk=refund.pk, state=State.SENT)


def _fail(refund, message, reference=""):
    """Needs a person. It still counts as requested: the buyer is owed it."""
    _sent(refund).update(
        state=State.FAILED, last_error=message, reference=reference, next_try_at=None
    )


@transaction.atomic
def confirm_refund(
    refund, *, reference="", actor=None, note="", states=(State.WAITING, State.SENT)
):
    """The money is back with the buyer: book it once. True for the call that booked it.

    states: in which of them the refund may be, so that what a person settles by hand is never what
    a worker has just taken up again."""
    # the order first, as everywhere, else two workers wait for each other (trap 3)
    order = refund.order_id and Order.objects.select_for_update().get(pk=refund.order_id)
    rows = Refund.objects.filter(pk=refund.pk, state__in=states)
    changes = {"reference": reference} if reference else {}
    if not rows.update(
        state=State.DONE,
        done_at=timezone.now(),
        next_try_at=None,
        last_error="",
        note=note,
        **changes,
    ):
        return False
    facts = {"amount": str(refund.amount), "refund": refund.number}
    if order:
        _update_payment_state(order)
        write_email(order, "refunded", again=refund.number, **facts)
        send_on_commit(order_refunded, order)
        record_event(order, "refunded", actor, **facts)
    else:
        # money that paid no order still leaves its trace in the ledger
        subject = f"payment {refund.attempt.reference}"
        evidence.record(subject=subject, kind="returned", payload=facts, actor=actor)
    return True


def _update_payment_state(order):
    """partly_refunded or refunded, by the sum of what is really back."""
    done = order.refunds.filter(state=State.DONE).aggregate(sum=Sum("amount"))["sum"]
    paid = order.payments.aggregate(sum=Sum("amount"))["sum"]
    # by what is done, not by what is requested: the buyer must not read "refunded" too early
    state = PaymentState.REFUNDED if done >= paid else PaymentState.PARTLY_REFUNDED
    Order.objects.filter(
        pk=order.pk, payment_state__in=[PaymentState.PAID, PaymentState.PARTLY_REFUNDED]
    ).update(payment_state=state)
