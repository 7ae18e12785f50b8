"""Payment intents in CNY. Options that the fake server refuses are sent only with
`STRIPE_FULL_OPTIONS`; nothing of ours rests on them."""

import json
from dataclasses import replace
from typing import Any

import stripe
from django.conf import settings

from orders.payments.base import Gateway, Transaction, from_fen, to_fen
from orders.payments.stripe import fake_form, labels, payment_element
from orders.payments.stripe.client import client, translated_error, translated_errors
from orders.payments.stripe.conversion import metadata, moment, read_intent, read_refund
from orders.payments.stripe.webhook_events import read_notice

EXPANDED: Any = {"expand": ["latest_charge"]}
REASONS = {"twice": "duplicate"}  # any other reason of ours is a customer's request to Stripe
PAGE = 100


class StripeGateway(Gateway):
    provider = "stripe"
    urls = "orders.payments.stripe.urls"

    def start(self, request):
        params: Any = {
            "amount": to_fen(request.amount),
            "currency": request.currency.lower(),
            "metadata": {
                "group": request.group,
                "attempt": str(request.attempt),
                "orders": " ".join(request.orders)[:500],
            },
        }
        if settings.STRIPE_FULL_OPTIONS:
            params["payment_method_types"] = settings.STRIPE_PAYMENT_METHODS
            params["description"] = f"{settings.WAGTAIL_SITE_NAME} {' '.join(request.orders)}"[:500]
        with translated_errors():
            made = client().v1.payment_intents.create(params, {"idempotency_key": request.key})
        return replace(read_intent(made), raw_request=json.dumps(params, ensure_ascii=False))

    def retrieve(self, reference):
        with translated_errors():
            return read_intent(client().v1.payment_intents.retrieve(reference, EXPANDED))

    def close(self, reference):
        params: Any = {"cancellation_reason": "abandoned"} if settings.STRIPE_FULL_OPTIONS else {}
        try:
            return read_intent(client().v1.payment_intents.cancel(reference, params))
        except stripe.InvalidRequestError:
            # paid, cancelled or in progress already: how it stands is the answer
            return self.retrieve(reference)
        except stripe.StripeError as error:
            raise translated_error(error) from error

    def refund(self, reference, amount, *, number, reason):
        """Looks for the refund by our number first: idempotency keys are forgotten after a day,
        and the fake server ignores them."""
        if done := self._find_refund(reference, number):
            return read_refund(done)
        params: Any = {
            "payment_intent": reference,
            "amount": to_fen(amount),
            "metadata": {"refund": number},
        }
        if settings.STRIPE_FULL_OPTIONS:
            params["reason"] = REASONS.get(reason, "requested_by_customer")
        with translated_errors():
            made = client().v1.refunds.create(params, {"idempotency_key": number})
        return read_refund(made)

    def verify_webhook(self, body, headers):
        return read_notice(client(), body, headers.get("Stripe-Signature"))

    def transactions(self, since, until):
        with translated_errors():
            yield from self._charges(since, until)
            yield from self._refunds(since, until)

    def payment_form(self, request, order, start):
        if settings.STRIPE_IS_FAKE:
            return fake_form.payment_form()
        return payment_element.payment_form(request, order)

    def needs_clerk(self, kind):
        return kind.startswith(labels.FOR_A_CLERK)

    def is_refund_kind(self, kind):
        return kind.startswith(labels.REFUNDS)

    def event_label(self, kind):
        return labels.event_label(kind)

    def _find_refund(self, reference, number):
        with translated_errors():
            refunds = client().v1.refunds.list({"payment_intent": reference, "limit": PAGE})
            matching = (
                r for r in refunds.auto_paging_iter() if metadata(r).get("refund") == number
            )
            return next(matching, None)

    def _charges(self, since, until):
        params: Any = {"created": {"gt": int(since.timestamp()) - 1}, "limit": PAGE}
        for charge in client().v1.charges.list(params).auto_paging_iter():
            at = moment(charge.created)
            if charge.status == "succeeded" and since <= at < until:
                yield Transaction(
                    reference=str(charge.payment_intent or charge.id),
                    amount=from_fen(charge.amount),
                    currency=charge.currency.upper(),
                    at=at,
                )

    def _refunds(self, since, until):
        """Newest first; the fake server can't filter by a span of time, so we stop by ourselves."""
        for refund in client().v1.refunds.list({"limit": PAGE}).auto_paging_iter():
            at = moment(refund.created)
            if at < since:
                return
            if at < until and refund.status == "succeeded":
                yield Transaction(
                    reference=str(refund.payment_intent or ""),
                    amount=-from_fen(refund.amount),
                    currency=refund.currency.upper(),
                    at=at,
                    refund_number=metadata(refund).get("refund", ""),
                )
