"""The exhibitor confirms the money for an export on its account."""

from django.utils.translation import gettext as _

from orders.errors import OrderActionError
from orders.payments.attempts import start_payment
from orders.payments.manual.confirmation import confirm_transfer
from orders.payments.receiving.gateway import ReceivingGateway


def record_incoming_payment(order, *, reference, paid_at, payer_name="", actor=None):
    """Pay an export by the money that came in for it, once. Returns settle's Outcome.

    reference: the bank's number of the payment, at most 40 characters. Raises OrderActionError for
    an order that waits for no money and for a number that paid another one."""
    if not order.is_export:
        raise OrderActionError(_("Only exports are paid to the seller's own account."))
    gateway = ReceivingGateway()
    attempt, _intent = start_payment(order.group, gateway=gateway)
    return confirm_transfer(
        attempt,
        bank_number=f"{order.exhibitor_id}:{reference}",
        amount=attempt.amount,
        paid_at=paid_at,
        payer_name=payer_name,
        clerk=actor,
        gateway=gateway,
    )
