from django.db import models


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
