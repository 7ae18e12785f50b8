"""What customs must know about a good that leaves the country, beyond its filing: staff only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .zone import Mode

# what an approval rests on; mode, zone and account-book line are the export's own
FACTS = (
    "hs_code", "unit", "legal_unit_1", "legal_quantity_1", "legal_unit_2", "legal_quantity_2",
    "origin", "net_weight_g", "gross_weight_g", "model_zh",
)  # fmt: skip
NEEDED = ("hs_code", "unit", "legal_unit_1", "legal_quantity_1", "net_weight_g", "gross_weight_g")


class ExportFilingQuerySet(models.QuerySet):
    def approved(self):
        return self.exclude(approved_at=None)


class ExportFiling(models.Model):
    """What lets a variant leave the country. The good's own facts stay in its `Filing`; the
    approval holds for those it was given for, so a change of any of them ends it."""

    variant = models.OneToOneField("catalog.Variant", models.CASCADE, related_name="export_filing")
    mode = models.CharField(
        _("customs mode"), max_length=4, choices=Mode.choices, default=Mode.BONDED
    )
    zone = models.ForeignKey(
        "catalog.Zone", models.PROTECT, related_name="export_filings", verbose_name=_("zone")
    )
    record_number = models.CharField(  # itemRecordNo, 1210 only
        _("line in the account book"), max_length=30, blank=True
    )
    price = models.DecimalField(
        _("export price"),
        max_digits=12,
        decimal_places=2,
        help_text=_("Yuan per piece, free on board, without tax."),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_facts = models.JSONField(default=dict, blank=True)

    objects = ExportFilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("export filing")
        verbose_name_plural = _("export filings")
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="export_price_positive")
        ]

    def __str__(self):
        return f"{self.variant.sku} · {self.mode}"

    def facts(self):
        """The good's facts as its filing has them now, as plain JSON."""
        filing = getattr(self.variant, "filing", None)
        filed = filing.as_filed() if filing else {}
        return {name: filed.get(name) or "" for name in FACTS}

    def missing(self):
        """Names of facts that a list out (CEB603) can't do without."""
        facts = self.facts()
        missing = [name for name in NEEDED if not facts[name]]
        if self.mode != Mode.DIRECT and not self.record_number:
            missing.append("record_number")
        return missing

    def holds(self):
        """Approved, and for the good as it stands now."""
        return self.approved_at is not None and self.approved_facts == self.facts()

    def as_filed(self):
        """As an order line copies it: the shape of `Filing.as_filed`."""
        return {
            **self.variant.filing.as_filed(),
            "mode": self.mode,
            "zone_id": self.zone_id,
            "record_number": self.record_number,
        }
