from django.db import models
from django.utils.translation import gettext_lazy as _


class StockReservation(models.Model):
    """Pieces reserved for an order line until they leave (committed) or are given back
    (released)."""

    class State(models.TextChoices):
        RESERVED = "reserved", _("reserved")
        COMMITTED = "committed", _("left the warehouse")
        RELEASED = "released", _("given back")

    line = models.ForeignKey("orders.OrderLine", models.CASCADE, related_name="reservations")
    record = models.ForeignKey("catalog.StockRecord", models.PROTECT, related_name="reservations")
    quantity = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RESERVED)
    changed_at = models.DateTimeField(auto_now=True)
