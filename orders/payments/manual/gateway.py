"""Bank transfer: the buyer writes our reference on it, a clerk finds it on the bank statement and
confirms (`confirmation.py`). The clerk's word is the provider's notification."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as later

from orders.models import GatewayEvent, PaymentAttempt
from orders.payments.base import (
    Gateway,
    GatewayError,
    Intent,
    IntentStatus,
    PaymentForm,
    Transaction,
    UnknownPaymentError,
    WebhookSignatureError,
)
from orders.payments.manual.clerk import clerk_panel

CONFIRMED = "transfer.confirmed"
# kept with the refund in English, shown in the clerk's language
BY_HAND = later("A bank transfer is refunded by hand: pay it, then mark it as settled.")
SECOND = "transfer.second"  # under a reference that has its transfer already


class ManualGateway(Gateway):
    provider = "manual"
    urls = "orders.payments.manual.urls"
    has_webhook = False
    lists_refunds = False  # a transfer goes back by a person's hand: no list knows of it

    def start(self, request):
        return Intent(
            reference=f"BT-{request.key}",
            status=IntentStatus.OPEN,
            amount=request.amount,
            currency=request.currency,
            group=request.group,
            attempt=request.attempt,
        )

    def retrieve(self, reference):
        attempt = PaymentAttempt.objects.filter(provider=self.provider, reference=reference).first()
        if attempt is None:
            raise UnknownPaymentError(f"no bank transfer {reference}")
        event = self._confirmed().filter(reference=reference).first()
        if event is None:
            still_open = attempt.state in (attempt.State.STARTED, attempt.State.OPEN)
            return _intent(attempt, IntentStatus.OPEN if still_open else IntentStatus.CLOSED)
        return _intent(
            attempt,
            IntentStatus.SUCCEEDED,
            amount=Decimal(event.payload["amount"]),
            transaction=self.number_of(event),
            payer_name=event.payload["payer_name"],
            paid_at=datetime.fromisoformat(event.payload["paid_at"]),
        )

    def number_of(self, event):
        """The bank's number of a transfer, as customs hears it."""
        return event.event_id

    def close(self, reference):
        """Nobody can stop a transfer; one that comes later is late money."""
        intent = self.retrieve(reference)
        if intent.status == IntentStatus.SUCCEEDED:
            return intent
        attempt = PaymentAttempt.objects.get(provider=self.provider, reference=reference)
        return _intent(attempt, IntentStatus.CLOSED)

    def refund(self, reference, amount, *, number, reason):
        raise GatewayError(BY_HAND, permanent=True)

    def verify_webhook(self, body, headers):
        raise WebhookSignatureError("a bank sends no notices")

    def transactions(self, since, until):
        for event in self._confirmed().filter(received_at__gte=since, received_at__lt=until):
            yield Transaction(
                reference=event.reference,
                amount=Decimal(event.payload["amount"]),
                currency="CNY",
                at=event.received_at,
            )

    def payment_form(self, request, order, start):
        return PaymentForm(
            template="orders/payments/manual/form.html",
            title=_("Bank transfer"),
            context={**settings.BANK_ACCOUNT, "reference": start().reference},
        )

    def clerk_panel(self, query, submitted=None):
        return clerk_panel(self.provider, query, submitted)

    def _confirmed(self):
        return GatewayEvent.objects.filter(provider=self.provider, kind=CONFIRMED)


def _intent(attempt, status, **event):
    fields = {"amount": attempt.amount, **event}
    return Intent(
        reference=attempt.reference,
        status=status,
        currency=attempt.currency,
        group=str(attempt.group_id),
        attempt=attempt.number,
        **fields,
    )
