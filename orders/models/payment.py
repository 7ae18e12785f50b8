"""Money. Payments and refunds are added, never edited: what an order has been paid is the sum of
its rows. An attempt is what we asked the provider to do; an event is what the provider told us."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PaymentAttempt(models.Model):
    """One try to pay a checkout; the provider's intent. Several may be open in several tabs."""

    class State(models.TextChoices):
        STARTED = "started", _("started")  # our row stands, the provider not yet asked
        OPEN = "open", _("open")
        SUCCEEDED = "succeeded", _("succeeded")
        FAILED = "failed", _("failed")
        CLOSED = "closed", _("closed")

    group = models.ForeignKey("orders.OrderGroup", models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=20)
    reference = models.CharField(max_length=120, null=True, blank=True, unique=True)  # intent id
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="CNY")
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    fault = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="one_attempt_per_number")
        ]


class Payment(models.Model):
    """An order's share of money that arrived, to the fen."""

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="payments")
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    transaction = models.CharField(max_length=60)  # payTransactionId in CEB411
    payer_name = models.CharField(max_length=60)
    paid_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="one_payment_per_attempt")
        ]


class Refund(models.Model):
    """Money on its way back. Asked for in our own transaction, then carried out and confirmed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent to the payment firm")
        DONE = "done", _("refunded")
        FAILED = "failed", _("needs a person")

    number = models.CharField(max_length=60, unique=True)  # the idempotency key at the provider
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="refunds")
    order = models.ForeignKey(
        "orders.Order", models.PROTECT, null=True, blank=True, related_name="refunds"
    )  # null: money that never became an order's payment
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reference = models.CharField(max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_positive")]


class GatewayEvent(models.Model):
    """A notice of the payment provider, kept once by its id, whatever it says."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    reference = models.CharField(max_length=120, blank=True)
    payload = models.JSONField()
    outcome = models.CharField(max_length=200, blank=True)  # what we did; or why it was refused
    needs_person = models.BooleanField(default=False)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="one_event_per_id")
        ]
