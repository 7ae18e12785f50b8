from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.language import Named
from core.models.images import picture_field


class Shelf(ClusterableModel, Named):
    center = models.ForeignKey(
        "centers.DisplayCenter",
        models.CASCADE,
        related_name="shelves",
        verbose_name=_("display center"),
    )
    code = models.CharField(_("code"), max_length=20)
    picture = picture_field(_("picture"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("shelf")
        verbose_name_plural = _("shelves")
        constraints = [models.UniqueConstraint(fields=["center", "code"], name="shelf_code_unique")]


class SampleQuerySet(models.QuerySet):
    def on_display(self):
        return self.filter(state=Sample.State.ON_DISPLAY)

    def showing(self):
        """On display, and of goods that the site shows."""
        return self.on_display().filter(variant__product__live=True)


class Sample(models.Model):
    """A displayed unit: never sellable stock until moved back (R-O2O-6). States as R-O2O-7
    names them; who moved it and under which document is not kept."""

    class State(models.TextChoices):
        ON_DISPLAY = "on_display", _("on display")
        OUT = "out_on_display", _("in transit to the display")
        RETURNED = "returned_to_zone", _("returned to the zone")
        CLEARED = "cleared_domestic", _("cleared for the domestic market")
        LOST = "lost_or_damaged", _("lost or damaged")

    shelf = ParentalKey(
        Shelf, on_delete=models.CASCADE, related_name="samples", verbose_name=_("shelf")
    )
    variant = models.ForeignKey(
        "catalog.Variant", models.CASCADE, related_name="samples", verbose_name=_("goods")
    )
    board = models.PositiveSmallIntegerField(_("tier, from the top"), default=1)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    state = models.CharField(
        _("state"), max_length=16, choices=State.choices, default=State.ON_DISPLAY
    )
    # the document under which it left the zone, and until when (R-O2O-7)
    customs_basis = models.CharField(_("customs basis"), max_length=60, blank=True)
    due_on = models.DateField(_("due back on"), null=True, blank=True)

    objects = SampleQuerySet.as_manager()

    class Meta:
        ordering = ["shelf__order", "board", "position", "pk"]
        verbose_name = _("sample")
        constraints = [
            models.UniqueConstraint(fields=["shelf", "variant"], name="one_sample_per_shelf")
        ]

    def __str__(self):
        return f"{self.shelf.code} {self.variant.sku}"
