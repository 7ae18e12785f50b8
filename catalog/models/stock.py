from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class StockRecord(models.Model):
    """Pieces of a variant in a zone's warehouse. Written only together with a movement, by the
    functions in `catalog/actions/stock.py`."""

    variant = models.ForeignKey("catalog.Variant", models.CASCADE, related_name="stock")
    zone = models.ForeignKey("catalog.Zone", models.PROTECT, related_name="stock")
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    reserved = models.PositiveIntegerField(_("reserved"), default=0)

    class Meta:
        verbose_name = _("stock record")
        constraints = [
            models.UniqueConstraint(fields=["variant", "zone"], name="one_stock_record_each"),
            models.CheckConstraint(condition=Q(reserved__lte=F("on_hand")), name="never_oversold"),
        ]

    @property
    def free(self):
        return self.on_hand - self.reserved


class StockMovement(models.Model):
    """One change of a stock record; the sum of all equals the record (`check_integrity`)."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("received")
        RESERVED = "reserved", _("reserved")
        FREED = "freed", _("reservation released")
        SHIPPED = "shipped", pgettext_lazy("movement", "shipped")
        RETURNED = "returned", pgettext_lazy("movement", "returned")
        ADJUSTED = "adjusted", _("adjusted")

    record = models.ForeignKey(StockRecord, models.CASCADE, related_name="movements")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    on_hand = models.IntegerField(_("change on hand"), default=0)
    reserved = models.IntegerField(_("change reserved"), default=0)
    reference = models.CharField(max_length=80, blank=True)  # order number, import job …
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
