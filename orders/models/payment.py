"""Money. Payments and refunds are added, never edited: what an order has been paid is the sum of
its rows. An attempt is what we requested of the provider, an event what it reported."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STUCK_AFTER = 6  # tries, about half an hour: then a person should know


def new_refund_number():
    return f"R{timezone.localdate():%y%m%d}{secrets.randbelow(10**12):012d}"


def is_chinese(name):
    return any("\u4e00" <= character <= "\u9fff" for character in name)


def differs_from_orderer(payer, orderer):
    return is_chinese(payer) and payer != orderer


class PaymentAttemptQuerySet(models.QuerySet):
    def unsettled(self):
        """Whose money may still come."""
        return self.filter(state__in=[PaymentAttempt.State.STARTED, PaymentAttempt.State.OPEN])


class PaymentAttempt(models.Model):
    """One try to pay a checkout; the provider's intent. Several may be open in several tabs."""

    class State(models.TextChoices):
        # our row is written, the provider has not been called
        STARTED = "started", pgettext_lazy("attempt to pay", "started")
        OPEN = "open", pgettext_lazy("attempt to pay", "open")
        SUCCEEDED = "succeeded", pgettext_lazy("attempt to pay", "succeeded")
        FAILED = "failed", pgettext_lazy("attempt to pay", "failed")
        CLOSED = "closed", pgettext_lazy("attempt to pay", "closed")

    group = models.ForeignKey("orders.OrderGroup", models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    provider = models.CharField(max_length=20)
    reference = models.CharField(max_length=120, null=True, blank=True, unique=True)  # intent id
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="CNY")
    # order number: yuan as text. What this attempt pays for, fixed before the buyer sees it
    shares = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.STARTED)
    last_error = models.CharField(max_length=200, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)  # by the periodic task, the last time
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = PaymentAttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="one_attempt_per_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="attempt_is_positive"),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                name="attempt_still_open",
                condition=Q(state__in=["started", "open"]),
            )
        ]

    @property
    def key(self):
        """The idempotency key at the provider: the same for every repetition of this attempt."""
        return f"{min(self.shares)}-{self.number}"


class Payment(models.Model):
    """An order's share of money that arrived, to the fen. A correction is a row of its own."""

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="payments")
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    transaction = models.CharField(max_length=60)  # payTransactionId in CEB411
    # as the provider named them, whoever ordered; "": not named
    payer_name = models.CharField(max_length=60)
    paid_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="one_payment_per_attempt"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_positive"),
        ]

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("payments are added, never edited")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("payments are added, never deleted")

    @property
    def is_of_another(self):
        """Did somebody else pay than who ordered (R-ID-2)? Never where the provider doesn't tell,
        or tells a card's name in Latin script, which no Chinese name can be compared with."""
        buyer = self.order.buyer
        return buyer is not None and differs_from_orderer(self.payer_name, buyer.name)

    @property
    def payer_to_declare(self) -> str | None:
        """The name that the payment firm compares with the account that paid (R-ID-9): the
        orderer's where we don't know who paid; None for a name in Latin script. Customs
        compares names character by character, so beside the orderer's identity number those
        letters would be somebody else's: the firm states its account's own name."""
        orderer = self.order.buyer.name if self.order.buyer else ""
        if self.payer_name in ("", orderer):
            return orderer
        return self.payer_name if is_chinese(self.payer_name) else None


class RefundQuerySet(models.QuerySet):
    def due(self, now):
        """To be sent now: new, or sent without an answer we could trust."""
        return self.filter(state__in=[Refund.State.WAITING, Refund.State.SENT]).filter(
            Q(next_try_at=None) | Q(next_try_at__lte=now)
        )

    def needing_a_person(self):
        return self.filter(
            Q(state=Refund.State.FAILED)
            | Q(state__in=[Refund.State.WAITING, Refund.State.SENT], tries__gte=STUCK_AFTER)
        )


class Refund(models.Model):
    """Money to give back. Requested in our own transaction, then carried out and confirmed."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("refund", "waiting")
        SENT = "sent", _("sent to the payment company")
        DONE = "done", _("refunded")
        FAILED = "failed", _("needs a clerk")

    # ours; the idempotency key at the provider
    number = models.CharField(max_length=60, unique=True, default=new_refund_number)
    attempt = models.ForeignKey(PaymentAttempt, models.PROTECT, related_name="refunds")
    order = models.ForeignKey(
        "orders.Order", models.PROTECT, null=True, blank=True, related_name="refunds"
    )  # null: money that never became an order's payment
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    reference = models.CharField(max_length=120, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)  # of the person who settled it by hand

    objects = RefundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="refund_is_positive"),
            models.UniqueConstraint(
                fields=["attempt"],
                condition=Q(order__isnull=True),
                name="one_return_of_surplus_per_attempt",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="open_refunds",
                condition=Q(state__in=["waiting", "sent"]),
            )
        ]


class GatewayEventQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(outcome="")

    def needing_a_person(self):
        return self.filter(needs_person=True, handled_at=None)


class GatewayEvent(models.Model):
    """A notification of the payment provider, kept once by its id, whatever it says."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    reference = models.CharField(max_length=120, blank=True)
    refund_number = models.CharField(max_length=60, blank=True)
    payload = models.JSONField()
    outcome = models.CharField(max_length=200, blank=True)  # what we did; empty: not yet looked at
    needs_person = models.BooleanField(default=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    objects = GatewayEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="one_event_per_id")
        ]
        indexes = [
            models.Index(fields=["received_at"], name="notice_unread", condition=Q(outcome="")),
            models.Index(
                fields=["received_at"],
                name="notice_for_a_person",
                condition=Q(needs_person=True, handled_at=None),
            ),
        ]


class PaymentRecord(models.Model):
    """Our request to the payment provider and its answer when the money came, verbatim, for
    customs may ask to see it (R-PLAT-6). Without what would let a reader pay, and without
    who paid, from where and with which card (R-PRIV-1): `payments/stripe/kept_fields.py`."""

    attempt = models.OneToOneField(
        "orders.PaymentAttempt", models.CASCADE, related_name="record", primary_key=True
    )
    request = models.TextField(blank=True)
    response = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now=True)
