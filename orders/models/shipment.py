from django.db import models


class Shipment(models.Model):
    """The parcel of an order: one parcel, one waybill, one list (R-DOC-4)."""

    order = models.OneToOneField("orders.Order", models.CASCADE, related_name="shipment")
    carrier_code = models.CharField(max_length=18, blank=True)
    carrier_name = models.CharField(max_length=100, blank=True)
    waybill_number = models.CharField(max_length=60, blank=True, db_index=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
