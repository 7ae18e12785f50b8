from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class ExpoImage(AbstractImage):
    """A picture with its credit, and a description in both languages for those who can't see it."""

    alt_zh = models.CharField(_("Chinese description"), max_length=200, blank=True)
    alt_en = models.CharField(_("English description"), max_length=200, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    # not while it stands in an exhibitor's draft only, see `core/files/pictures.py`
    is_public = models.BooleanField(default=True, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "alt_zh", "alt_en", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["file"])]  # found by it when it is served


class ExpoRendition(AbstractRendition):
    image = models.ForeignKey(ExpoImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"])]


def picture_field(label):
    """An optional picture of the site; a row outlives it."""
    return models.ForeignKey(
        "core.ExpoImage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )
