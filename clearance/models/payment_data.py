from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from core.background.leased_queue import LeasedQuerySet


class PaymentDataRequest(models.Model):
    """One question of customs about the payment of an order, with what was sent and answered. The
    text is fixed when it is first made; every try sends the same."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("payment data", "waiting")
        SENDING = "sending", pgettext_lazy("payment data", "being sent")
        SENT = "sent", pgettext_lazy("payment data", "sent")
        STUCK = "stuck", pgettext_lazy("payment data", "waits for a clerk")

    session_id = models.CharField(max_length=100, unique=True)  # customs' own, given back
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="payment_data_requests")
    request = models.TextField()  # openReq word for word
    arrivals = models.PositiveIntegerField(default=1)
    arrived_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    upload = models.TextField(blank=True)  # payExInfoStr as signed and sent
    answer = models.CharField(max_length=1000, blank=True)  # of customs, word for word
    last_error = models.CharField(max_length=1000, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LeasedQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="payment_data_due",
                condition=Q(state__in=["waiting", "sending"]),
            )
        ]

    def __str__(self):
        return self.session_id
