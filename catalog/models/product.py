"""What an exhibitor lists. Marketing fields are reviewed; price, stock and filing live on the
variant and have rules of their own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from core.language import InLanguage, Named

from .review import ReviewedProduct


class ReturnPolicy(models.TextChoices):
    """There is no blanket "no returns" for bonded goods (R-SEVEN-2, R-SEVEN-3)."""

    SEVEN_DAY = "seven_day", _("no-reason return within seven days")
    CONFIRMED = "confirmed", _("no return if the buyer agrees to this at purchase")
    STATUTORY = "statutory", _("no return, by law")


class ProductQuerySet(models.QuerySet):
    def on_display(self):
        """Reviewed and shown; whether one can be bought is the variant's affair."""
        return self.filter(live=True)

    def of_exhibitor(self, exhibitor):
        return self.filter(exhibitor=exhibitor)


class Product(  # type: ignore[django-manager-missing]
    ReviewedProduct,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
    Named,
):
    ReturnPolicy = ReturnPolicy

    exhibitor = models.ForeignKey(
        "exhibitors.Exhibitor", models.PROTECT, related_name="products", verbose_name=_("exhibitor")
    )
    slug = models.SlugField(
        _("address of the page"), max_length=120, unique=True, allow_unicode=True
    )
    category = models.ForeignKey(
        "catalog.Category", models.PROTECT, related_name="products", verbose_name=_("category")
    )
    brand = models.ForeignKey(
        "catalog.Brand",
        models.PROTECT,
        related_name="products",
        null=True,
        blank=True,
        verbose_name=_("brand"),
    )
    origin = models.CharField(_("country of origin"), max_length=2, blank=True)  # ISO alpha-2
    highlight_zh = models.CharField(_("Chinese highlight"), max_length=160, blank=True)
    highlight_en = models.CharField(_("English highlight"), max_length=160, blank=True)
    description_zh = models.TextField(_("Chinese description"), blank=True)
    description_en = models.TextField(_("English description"), blank=True)
    return_policy = models.CharField(
        _("return policy"),
        max_length=10,
        choices=ReturnPolicy.choices,
        default=ReturnPolicy.SEVEN_DAY,
    )
    picture = models.ForeignKey(
        "core.ExpoImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    sales = models.PositiveIntegerField(default=0, editable=False)  # pieces paid for, for ranking
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    highlight = InLanguage()
    description = InLanguage()

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [models.Index(fields=["live", "exhibitor"])]

    def get_absolute_url(self):
        return reverse("catalog:product", args=[self.slug])


class ProductPicture(Orderable):
    product = ParentalKey(Product, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "core.ExpoImage", models.CASCADE, related_name="+", verbose_name=_("picture")
    )


class ProductSnapshot(models.Model):
    """What the product page said at a moment, stored once per digest (R-PLAT-7): an order's link
    shows the page as bought, even later."""

    product = models.ForeignKey(Product, models.SET_NULL, null=True, related_name="snapshots")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the canonical content
    content = models.JSONField()
    taken_at = models.DateTimeField(auto_now_add=True)
