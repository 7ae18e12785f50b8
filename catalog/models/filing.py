"""What customs must know about a good: staff only."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import DatedQuerySet
from .zone import Mode


class Filing(models.Model):
    """The regulated fields of one variant (R-DOC-8). A change of any of them takes the approval
    back."""

    variant = models.OneToOneField("catalog.Variant", models.CASCADE, related_name="filing")
    mode = models.CharField(
        _("customs mode"), max_length=4, choices=Mode.choices, default=Mode.BONDED
    )
    zone = models.ForeignKey(
        "catalog.Zone",
        models.PROTECT,
        related_name="filings",
        null=True,
        blank=True,
        verbose_name=_("zone"),
    )
    hs_code = models.CharField(_("HS code"), max_length=10, blank=True)
    unit = models.CharField(_("unit of sale"), max_length=3, blank=True)  # customs unit code
    legal_unit_1 = models.CharField(_("first statutory unit"), max_length=3, blank=True)
    legal_quantity_1 = models.DecimalField(
        _("first statutory quantity"), max_digits=14, decimal_places=5, null=True, blank=True
    )
    legal_unit_2 = models.CharField(_("second statutory unit"), max_length=3, blank=True)
    legal_quantity_2 = models.DecimalField(
        _("second statutory quantity"), max_digits=14, decimal_places=5, null=True, blank=True
    )
    origin = models.CharField(_("country of origin"), max_length=2, blank=True)  # ISO alpha-2
    net_weight_g = models.DecimalField(
        _("net weight in g"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    gross_weight_g = models.DecimalField(
        _("gross weight in g"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    model_zh = models.CharField(  # gmodel: brand, composition, grade …
        _("specification for customs"), max_length=510, blank=True
    )
    record_number = models.CharField(  # itemRecordNo, 1210 only
        _("line in the account book"), max_length=30, blank=True
    )
    list_version = models.CharField(_("positive list version"), max_length=10, default="2022")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    REGULATED = (
        *("mode", "zone_id", "hs_code", "unit"),
        *("legal_unit_1", "legal_quantity_1", "legal_unit_2", "legal_quantity_2"),
        *("origin", "net_weight_g", "gross_weight_g", "model_zh", "record_number", "list_version"),
    )

    class Meta:
        verbose_name = _("filing")
        verbose_name_plural = _("filings")

    def as_filed(self):
        """The regulated fields as plain JSON, decimals as text: for evidence and order lines."""
        values = {name: getattr(self, name) for name in self.REGULATED}
        return {
            name: f"{value.normalize():f}" if isinstance(value, Decimal) else value
            for name, value in values.items()
        }


class TaxRateQuerySet(DatedQuerySet):
    def for_code(self, hs_code, on):
        """The row in force for a 10-digit code on a Beijing date, or None."""
        return self.on(on).filter(hs_code=hs_code).order_by("-valid_from").first()


class TaxRate(models.Model):
    """The rates of one 10-digit HS code in a period (R-TIME-1, R-TAX-5)."""

    hs_code = models.CharField(_("HS code"), max_length=10, db_index=True)
    name_zh = models.CharField(_("Chinese name"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    vat = models.DecimalField(
        _("VAT rate"), max_digits=6, decimal_places=4, help_text=_("As a fraction: 0.13 is 13 %.")
    )
    duty = models.DecimalField(_("duty rate"), max_digits=6, decimal_places=4, default=0)
    consumption = models.DecimalField(
        _("consumption tax rate"), max_digits=6, decimal_places=4, default=0
    )
    specific = models.DecimalField(  # yuan per litre of net content
        _("specific consumption tax"), max_digits=10, decimal_places=4, default=0
    )
    # R-TAX-6: the rate applies only from these values up; null: unconditional
    threshold_per_g_or_ml = models.DecimalField(
        _("high-end from, yuan per g or ml"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    threshold_per_piece = models.DecimalField(
        _("high-end from, yuan per piece"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    unit_1 = models.CharField(_("first statutory unit"), max_length=3, blank=True)
    unit_2 = models.CharField(_("second statutory unit"), max_length=3, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = TaxRateQuerySet.as_manager()

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        constraints = [
            models.UniqueConstraint(fields=["hs_code", "valid_from"], name="one_rate_per_start")
        ]

    def __str__(self):
        return f"{self.hs_code} · {self.valid_from}"
