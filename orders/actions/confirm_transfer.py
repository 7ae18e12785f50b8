"""A clerk has found a bank transfer on the statement."""

from django.db import transaction
from django.utils.translation import gettext as _

from evidence import actions as evidence
from orders.actions.pay import settle
from orders.models import GatewayEvent
from orders.payments.manual import CONFIRMED, ManualGateway
from orders.reserving import Refused


def confirm_transfer(attempt, *, bank_number, amount, paid_at, payer_name, clerk):
    """Record the transfer and pay the checkout by it. Returns settle's Outcome.

    bank_number: the statement's own, which pays once; amount: yuan as it came. Raises Refused for
    a number that paid something else already."""
    gateway = ManualGateway()
    _record(gateway.provider, attempt, bank_number, amount, paid_at, payer_name, clerk)
    return settle(attempt.reference, gateway=gateway)


@transaction.atomic
def _record(provider, attempt, bank_number, amount, paid_at, payer_name, clerk):
    event, made = GatewayEvent.objects.get_or_create(
        provider=provider,
        event_id=bank_number,
        defaults={
            "kind": CONFIRMED,
            "reference": attempt.reference,
            "payload": {
                "amount": str(amount),
                "paid_at": paid_at.isoformat(),
                "payer_name": payer_name,
            },
            "outcome": "confirmed by a clerk",
            "handled_by": clerk,
        },
    )
    if event.reference != attempt.reference:
        raise Refused([_("This bank number has already paid another order.")])
    if made:
        evidence.record(
            subject=f"payment {attempt.reference}",
            kind="transfer_confirmed",
            payload={"bank_number": bank_number, "amount": str(amount)},
            actor=clerk,
        )
