"""What happened to an order, on its timeline and by e-mail."""

from django.conf import settings
from django.db import models

from core.models import OutgoingEmail


class OrderEvent(models.Model):
    """A line on the buyer's timeline: every change of a state with its time and reason. Written
    by `orders/timeline/events.py` in the action's own transaction."""

    order = models.ForeignKey("orders.Order", models.CASCADE, related_name="events")
    kind = models.CharField(max_length=40)  # placed, paid, sent, released, rejected, cancelled …
    data = models.JSONField(default=dict)  # what its text needs: amounts, codes, numbers
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["order", "at"])]


class OrderEmail(OutgoingEmail):
    """An e-mail to a buyer, rendered when it is sent: with the order as it is by then."""

    key = models.CharField(max_length=120, unique=True)  # order number and turn
    language = models.CharField(max_length=10)
    template = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
