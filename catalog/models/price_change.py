from django.conf import settings
from django.db import models


class PriceChange(models.Model):
    """Which price a variant had since when, and who set it. Added, never edited."""

    variant = models.ForeignKey("catalog.Variant", models.CASCADE, related_name="price_changes")
    old = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    new = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="CNY")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(auto_now_add=True)
