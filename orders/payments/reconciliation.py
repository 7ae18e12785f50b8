"""The provider's list of money that moved, beside our rows."""

from dataclasses import dataclass, field
from decimal import Decimal

from orders.models import PaymentAttempt, Refund
from orders.payments.attempts import settle
from orders.payments.base import GatewayError
from orders.payments.booking import PaymentOutcome
from orders.payments.flags import flag
from orders.payments.registry import chosen_gateway

BOOKED = (PaymentOutcome.PAID, PaymentOutcome.RETURNED, PaymentOutcome.ALREADY)


@dataclass
class Reconciliation:
    """`agreed`: transactions that both sides know alike; `differences`: a sentence for each other
    one; `recovered`: payments we had missed and have booked now."""

    agreed: int = 0
    came: Decimal = Decimal(0)
    went: Decimal = Decimal(0)
    recovered: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def reconcile_payments(since, until, *, gateway=None):
    """Compare what the provider moved in [since, until) with our rows, in both directions.

    A payment we missed is settled on the spot; what still differs is flagged for a clerk. Run it
    over a span that has ended an hour ago or more, so that nothing in it is still open.
    Raises GatewayError."""
    gateway = gateway or chosen_gateway()
    result, seen = Reconciliation(), set()
    for moved in gateway.transactions(since, until):
        if moved.amount > 0:
            seen.add(moved.reference)
            result.came += moved.amount
            _payment(moved, gateway, result)
        else:
            seen.add(moved.refund_number)
            result.went -= moved.amount
            _refund(moved, gateway, result)
    _missing(gateway, since, until, seen, result)
    return result


def _payment(moved, gateway, result):
    known = PaymentAttempt.objects.filter(
        provider=gateway.provider,
        reference=moved.reference,
        state=PaymentAttempt.State.SUCCEEDED,
        amount=moved.amount,
        currency=moved.currency,
    )
    if known.exists():
        result.agreed += 1
    elif _settled(moved, gateway):
        result.recovered.append(moved.reference)
    else:
        message = f"{moved.amount} {moved.currency} came that no order of ours expected"
        _differs(result, gateway, "unknown_money", moved.reference, message)


def _settled(moved, gateway):
    try:
        return settle(moved.reference, gateway=gateway) in BOOKED
    except GatewayError as error:
        if not error.permanent:
            raise
        return False


def _refund(moved, gateway, result):
    refund = Refund.objects.filter(number=moved.refund_number).first()
    if refund and refund.amount == -moved.amount and refund.state == Refund.State.DONE:
        result.agreed += 1
        return
    ours = f"refund {refund.number} is {refund.state}" if refund else "we did not ask for it"
    message = f"{-moved.amount} {moved.currency} went back: {ours}"
    _differs(result, gateway, "unknown_refund", moved.refund_number or moved.reference, message)


def _missing(gateway, since, until, seen, result):
    """What our rows say moved in this span and the provider's list does not."""
    payments = PaymentAttempt.objects.filter(
        provider=gateway.provider, payments__paid_at__gte=since, payments__paid_at__lt=until
    )
    for reference in payments.distinct().values_list("reference", flat=True):
        if reference not in seen:
            message = "we booked a payment that the provider does not list"
            _differs(result, gateway, "money_not_listed", reference, message)
    if not gateway.lists_refunds:
        return
    refunds = Refund.objects.filter(
        attempt__provider=gateway.provider,
        state=Refund.State.DONE,
        note="",  # one settled by hand did not go through the provider
        done_at__gte=since,
        done_at__lt=until,
    )
    for number, began in refunds.values_list("number", "requested_at"):
        if number not in seen and began >= since:  # the provider dates it when it was made
            message = "we have this refund as done and the provider does not list it"
            _differs(result, gateway, "refund_not_listed", number, message)


def _differs(result, gateway, kind, reference, message):
    result.differences.append(f"{reference}: {message}")
    flag(gateway.provider, kind, reference, message)
