"""What an order reserves: pieces of stock, the yearly limit and the yearly caps of its buyer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuotaEntry(models.Model):
    """A person's yearly limit, as one ledger of changes (R-LIM-6…8). The person is the keyed hash
    of the identity number; the year is the Beijing calendar year of the declaration."""

    class State(models.TextChoices):
        RESERVED = "reserved", _("reserved")
        COMMITTED = "committed", _("used")
        RELEASED = "released", _("given back")

    person = models.CharField(max_length=64)  # keyed hash
    year = models.PositiveSmallIntegerField()
    order = models.OneToOneField("orders.Order", models.CASCADE, related_name="quota")
    amount = models.DecimalField(max_digits=14, decimal_places=2)  # dutiable value, yuan
    given_back = models.DecimalField(max_digits=14, decimal_places=2, default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RESERVED)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["person", "year"])]


class QuotaYear(models.Model):
    """The row two checkouts of one person queue up at: used is the sum of the entries."""

    person = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    used = models.DecimalField(max_digits=14, decimal_places=2, default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="one_quota_per_person_and_year")
        ]


class CapUse(models.Model):
    """What an order line takes of the yearly cap that the positive list sets a person for its code
    (R-LIST-3). Whether it counts follows the order's `QuotaEntry`: reserved, used or given back,
    of the person and year written there (R-LIM-8); so the two ledgers can't part. What returns gave
    back stands beside it."""

    line = models.OneToOneField("orders.OrderLine", models.CASCADE, related_name="cap_use")
    hs8 = models.CharField(max_length=8, db_index=True)
    unit = models.CharField(max_length=3)  # customs unit code
    amount = models.DecimalField(max_digits=14, decimal_places=5)
    given_back = models.DecimalField(max_digits=14, decimal_places=5, default=0)  # by returns


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
