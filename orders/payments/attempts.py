"""Paying a checkout: start an attempt, ask the provider how it stands, close what nobody needs.

Write the row, call outside any transaction, write what came back. Neither the browser's return
nor a notification is believed: every change rests on what the provider answers to our query."""

import logging

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.errors import OrderActionError
from orders.models import OrderGroup, PaymentAttempt
from orders.payments.base import (
    GatewayError,
    Intent,
    IntentStatus,
    PaymentRequest,
    UnknownPaymentError,
)
from orders.payments.booking import PaymentOutcome, book_payment
from orders.payments.flags import flag
from orders.payments.records import store_request
from orders.payments.registry import chosen_gateway, gateway_named

log = logging.getLogger(__name__)
State = PaymentAttempt.State
TRIES = 3


def start_payment(group, *, gateway=None, fresh=False):
    """An attempt to pay what of `group` still waits, and the provider's intent for it.

    The same attempt again for a second click or tab, unless it failed, what is due has changed, or
    `fresh`. Raises OrderActionError when there is nothing (or no more time) to pay,
    GatewayError."""
    gateway = gateway or chosen_gateway()
    # an intent that is closed at the provider is replaced at once: the buyer sees no dead form
    for _try in range(TRIES):
        attempt = _attempt_row(group, gateway.provider, fresh)
        intent = _intent_of(attempt, gateway)
        if intent is not None and intent.status == IntentStatus.OPEN:
            attempt.refresh_from_db()
            return attempt, intent
        fresh = False
    raise GatewayError("the provider closes every attempt at once", permanent=False)


def settle(reference, *, gateway=None):
    """Ask the provider about an intent and let what it says happen, once. Returns a PaymentOutcome.

    Safe to call any number of times, from anywhere, in any order; raises GatewayError."""
    gateway = gateway or chosen_gateway()
    intent = gateway.retrieve(reference)
    attempt = _attempt_of(intent, gateway.provider)
    return PaymentOutcome.UNKNOWN if attempt is None else _apply(attempt, intent)


def settle_group(group):
    """Ask about every attempt of a checkout that may still bring money: "I have paid". The
    outcomes; raises GatewayError after all were tried."""
    attempts = group.attempts.unsettled().exclude(reference=None).order_by("pk")
    outcomes, errors = [], []
    for attempt in attempts:
        try:
            outcomes.append(settle(attempt.reference, gateway=gateway_named(attempt.provider)))
        except GatewayError as exc:
            errors.append(exc)
    # only now: a provider that is down must not keep another attempt's money from being booked
    if errors:
        raise errors[0]
    return outcomes


def close_attempts(group):
    """Make the open attempts of a checkout unpayable, taking the money of those already paid.

    True when none is left open. A provider that is down is logged, never raised: expiring or
    cancelling goes on, and late money has its own rule. Never call it inside a transaction."""
    closed = [close_attempt(attempt) for attempt in group.attempts.unsettled().order_by("pk")]
    return all(closed)


def close_attempt(attempt):
    if not attempt.reference:  # its page never opened, so nobody can pay it
        PaymentAttempt.objects.filter(pk=attempt.pk, reference=None, state=State.STARTED).update(
            state=State.CLOSED, changed_at=timezone.now()
        )
        return True
    try:
        intent = gateway_named(attempt.provider).close(attempt.reference)
    except UnknownPaymentError as exc:
        _close_forgotten(attempt, exc)
        return True
    except GatewayError as exc:
        log.warning("attempt %s stays open: %s", attempt.reference, exc)
        return False
    return _apply(attempt, intent) != PaymentOutcome.OPEN


def _close_forgotten(attempt, error):
    PaymentAttempt.objects.unsettled().filter(pk=attempt.pk).update(
        state=State.CLOSED, last_error=str(error)[:200], changed_at=timezone.now()
    )


def payment_request(attempt):
    return PaymentRequest(
        key=attempt.key,
        amount=attempt.amount,
        currency=attempt.currency,
        group=str(attempt.group_id),
        attempt=attempt.number,
        orders=tuple(sorted(attempt.shares)),
    )


@transaction.atomic
def _attempt_row(group, provider, fresh):
    group = OrderGroup.objects.select_for_update(no_key=True).get(pk=group.pk)
    due = list(group.orders.awaiting().filter(cancelled_at=None).order_by("pk"))
    if not due:
        raise OrderActionError(_("Nothing is left to pay for this order."))
    # the deadline counts here too: the task that frees the goods may run minutes later
    if group.pay_by <= timezone.now():
        raise OrderActionError(_("The payment deadline has passed. The goods have been released."))
    # fixed now, because an order may be cancelled while its payment page is open
    shares = {order.number: str(order.actual_paid) for order in due}
    open_ones = (
        # an attempt that failed once gets a new intent: some providers accept no second try on it
        group.attempts.unsettled().filter(provider=provider, last_error="").order_by("-number")
    )
    if not fresh and (same := next((a for a in open_ones if a.shares == shares), None)):
        return same
    last = group.attempts.aggregate(last=Max("number"))["last"] or 0
    return PaymentAttempt.objects.create(
        group=group,
        number=last + 1,
        provider=provider,
        amount=sum(order.actual_paid for order in due),
        shares=shares,
    )


def _intent_of(attempt, gateway):
    """The attempt's intent, made if it has none. One that was paid or closed behind our back has
    its consequences at once; None where the provider has forgotten it."""
    if not attempt.reference:
        request = payment_request(attempt)
        intent = gateway.start(request)
        store_request(attempt, request, intent)
        return _store_reference(attempt, intent, gateway)
    try:
        intent = gateway.retrieve(attempt.reference)
    except UnknownPaymentError as exc:
        _close_forgotten(attempt, exc)
        return None
    if intent.status != IntentStatus.OPEN:
        _apply(attempt, intent)
    return intent


def _store_reference(attempt, intent, gateway):
    """Write down the provider's number. Two tabs may both have begun one: the first one written
    is the attempt's, another intent (from a provider that ignores idempotency keys) is closed
    unseen."""
    row = PaymentAttempt.objects.filter(pk=attempt.pk, reference=None)
    if row.update(reference=intent.reference, state=State.OPEN, changed_at=timezone.now()):
        return intent
    attempt.refresh_from_db()
    if attempt.reference == intent.reference:
        return intent
    # two live intents could both be paid (trap 8)
    gateway.close(intent.reference)
    return gateway.retrieve(attempt.reference)


def _attempt_of(intent, provider):
    attempts = PaymentAttempt.objects.filter(provider=provider)
    if attempt := attempts.filter(reference=intent.reference).first():
        return attempt
    known = attempts.filter(
        # metadata come from outside: text in an integer column would raise
        group_id=intent.group if intent.group.isdecimal() else None,
        number=intent.attempt,
    ).first()
    return _adopt(known, intent) if known else None


@transaction.atomic
def _adopt(known, intent):
    """An intent of ours whose number we had no time to write: its success may arrive before the
    answer to our own call, or that answer was lost with the process that waited for it."""
    OrderGroup.objects.select_for_update(no_key=True).get(pk=known.group_id)
    row = PaymentAttempt.objects.filter(pk=known.pk, reference=None)
    if row.update(reference=intent.reference, changed_at=timezone.now()):
        known.refresh_from_db()
        return known
    last = known.group.attempts.aggregate(last=Max("number"))["last"]
    # the row has another intent by now, and this one's money must be on file too
    attempt, _made = PaymentAttempt.objects.get_or_create(
        reference=intent.reference,
        defaults={
            "group": known.group,
            "number": last + 1,
            "provider": known.provider,
            "amount": known.amount,
            "shares": known.shares,
        },
    )
    return attempt


def _apply(attempt, intent: Intent):
    if intent.status == IntentStatus.SUCCEEDED:
        # a signature proves the sender, not the sum (trap 6)
        if wrong := what_differs(attempt, intent):
            return _reject(attempt, intent, wrong)
        return book_payment(attempt, intent)
    rows = PaymentAttempt.objects.unsettled().filter(pk=attempt.pk)
    if intent.status == IntentStatus.CLOSED:
        rows.update(state=State.CLOSED, changed_at=timezone.now())
        return PaymentOutcome.CLOSED
    rows.update(state=State.OPEN, last_error=intent.error[:200], changed_at=timezone.now())
    return PaymentOutcome.OPEN


def what_differs(attempt, intent):
    """Why this money is not what we requested; empty when it is."""
    pairs = {
        "amount": (attempt.amount, intent.amount),
        "currency": (attempt.currency, intent.currency),
        "group": (str(attempt.group_id), intent.group),
    }
    wrong = [f"{name}: requested {a}, came {c}" for name, (a, c) in pairs.items() if a != c]
    return ", ".join(wrong)


@transaction.atomic
def _reject(attempt, intent, wrong):
    """Money that does not match pays nothing; a clerk sees it and decides."""
    PaymentAttempt.objects.unsettled().filter(pk=attempt.pk).update(
        state=State.FAILED, last_error=wrong[:200], changed_at=timezone.now()
    )
    known, came = (f"{one.amount} {one.currency}" for one in (attempt, intent))
    # the payload keeps the key `asked`: old flags are read by the same label
    flag(attempt.provider, "money_differs", intent.reference, wrong, asked=known, came=came)
    return PaymentOutcome.DIFFERS
