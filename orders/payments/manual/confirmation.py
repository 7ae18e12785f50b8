"""A clerk confirms a bank transfer that the statement shows."""

from django.db import transaction
from django.utils.translation import gettext as _

from evidence import actions as evidence
from orders.errors import OrderActionError
from orders.models import GatewayEvent, PaymentAttempt
from orders.payments.attempts import settle
from orders.payments.booking import PaymentOutcome
from orders.payments.manual.gateway import CONFIRMED, SECOND, ManualGateway


def confirm_transfer(attempt, *, bank_number, amount, paid_at, payer_name, clerk, gateway=None):
    """Record the transfer and pay the checkout by it. Returns settle's PaymentOutcome; RETURNED
    for a second transfer under one reference, which pays nothing and waits for a clerk to send it
    back.

    gateway: whose statement it is, if not the site's own bank's. bank_number: the statement's own,
    which pays once; amount: yuan as it came. Raises OrderActionError for a number that paid
    something else already."""
    gateway = gateway or ManualGateway()
    if not _record(gateway.provider, attempt, bank_number, amount, paid_at, payer_name, clerk):
        return PaymentOutcome.RETURNED
    return settle(attempt.reference, gateway=gateway)


@transaction.atomic
def _record(provider, attempt, bank_number, amount, paid_at, payer_name, clerk):
    """Keep the statement's line, once. True for the one that may pay; a second under the same
    reference is flagged for a person. The attempt's row makes two clerks take turns."""
    # two clerks with the same statement open (trap 5)
    PaymentAttempt.objects.select_for_update().get(pk=attempt.pk)
    line = {"amount": str(amount), "paid_at": paid_at.isoformat(), "payer_name": payer_name}
    first = _lines(provider).filter(reference=attempt.reference, kind=CONFIRMED).first()
    is_first = first is None or first.event_id == bank_number
    event, made = _lines(provider).get_or_create(
        provider=provider,
        event_id=bank_number,
        defaults={
            "kind": CONFIRMED if is_first else SECOND,
            "reference": attempt.reference,
            "payload": line,
            "outcome": "confirmed by a clerk" if is_first else "pays nothing: goes back by hand",
            "handled_by": clerk if is_first else None,
            "needs_person": not is_first,
        },
    )
    # the exception also undoes a row made just now
    if event.reference != attempt.reference:
        raise OrderActionError(_("This bank number has already paid another order."))
    if made:
        evidence.record(
            subject=f"payment {attempt.reference}",
            kind="transfer_confirmed" if is_first else "second_transfer",
            payload={"bank_number": bank_number, "amount": str(amount)},
            actor=clerk,
        )
    return is_first


def _lines(provider):
    return GatewayEvent.objects.filter(provider=provider)
