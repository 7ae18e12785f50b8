from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import connections, models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.language import InLanguage

CODES = ("sku", "gtin")
AFTER_ALL = "\U0010ffff"


class VariantQuerySet(models.QuerySet):
    def for_sale(self):
        """Shown, priced in yuan, filed completely and approved by staff. What the rules of a day
        still say to it: `catalog.admission.rules`. The same rule as `Variant.is_for_sale`."""
        return self.filter(
            product__live=True, price__gt=0, currency="CNY", filing__approved_at__isnull=False
        )

    def coded(self, beginnings):
        """Those whose SKU or GTIN begins with one of these, letters' case as it is; by index."""
        matches = [self._begins(name, text) for text in sorted(beginnings) for name in CODES]
        return self.filter(reduce(or_, matches, Q(pk__in=())))

    def _begins(self, name, text):
        if connections[self.db].vendor == "sqlite":  # its LIKE would read the whole table
            return Q((f"{name}__gte", text), (f"{name}__lt", text + AFTER_ALL))
        return Q((f"{name}__startswith", text))  # elsewhere `<` goes by the language's alphabet


class Variant(models.Model):
    """What is sold: one size of a product, with its number, price and filing."""

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="variants")
    sku = models.CharField(_("SKU"), max_length=30, unique=True)  # itemNo ≤ 30 in CEB311
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True, db_index=True)
    spec_zh = models.CharField(_("Chinese specification"), max_length=120, blank=True)
    spec_en = models.CharField(_("English specification"), max_length=120, blank=True)
    net_content = models.DecimalField(  # R-TAX-7: decides the test for high-end cosmetics
        _("net content in g or ml"), max_digits=12, decimal_places=3, null=True, blank=True
    )
    pieces = models.PositiveIntegerField(_("pieces per unit of sale"), default=1)
    price = models.DecimalField(  # before tax, in `currency`; null: on display only
        _("price before tax"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    position = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    spec = InLanguage()
    free: int  # pieces that can be ordered; only on rows of `catalog.availability.with_stock`

    objects = VariantQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0),
                name="variant_price_not_negative",
            )
        ]

    def __str__(self):
        return self.sku

    def get_absolute_url(self):
        """Its product's page with this size chosen."""
        return f"{self.product.get_absolute_url()}?{urlencode({'v': self.sku})}"

    def is_for_sale(self):
        """The same rule as `for_sale()`, for one with its product and filing at hand."""
        filing = getattr(self, "filing", None)
        approved = bool(filing and filing.approved_at)
        return approved and self.product.live and bool(self.price) and self.currency == "CNY"


class PriceChange(models.Model):
    """Which price a variant had since when, and who set it. Added, never edited."""

    variant = models.ForeignKey("catalog.Variant", models.CASCADE, related_name="price_changes")
    old = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    new = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="CNY")  # of the new price
    old_currency = models.CharField(max_length=3, blank=True)  # empty: the same as the new one's
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
