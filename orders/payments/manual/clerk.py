"""The clerk's list of bank transfers: which are awaited, and what came in the end."""

from django.db.models import Q

from orders.models import PaymentAttempt
from orders.payments.base import ClerkPanel
from orders.payments.manual.forms import TransferForm


def clerk_panel(provider, query, submitted):
    """Transfers that may still arrive, each with its form; late ones are still late money. By a
    part of the reference also those that have come: somebody may pay twice."""
    attempts = PaymentAttempt.objects.filter(provider=provider)
    if not attempts.exists():
        return None
    attempts = attempts.exclude(reference=None)
    pk, form = submitted or (None, None)
    if query:
        attempts = attempts.filter(reference__icontains=query)
    else:
        attempts = attempts.exclude(~Q(pk=pk), state=PaymentAttempt.State.SUCCEEDED)
    rows = [
        (attempt, form if attempt.pk == pk else blank_form(attempt))
        for attempt in attempts.order_by("-pk")[:100]
    ]
    return ClerkPanel("orders/payments/manual/clerk_panel.html", {"transfers": rows})


def blank_form(attempt):
    return TransferForm(prefix=prefix_of(attempt.pk), initial={"amount": attempt.amount})


def prefix_of(pk):
    return f"transfer-{pk}"
