from django.db import models


class PaymentRecord(models.Model):
    """Our request to the payment provider and its answer when the money came, verbatim, for
    customs may ask to see it (R-PLAT-6). Without what would let a reader pay, and without
    who paid, from where and with which card (R-PRIV-1): `payments/stripe/kept_fields.py`."""

    attempt = models.OneToOneField(
        "orders.PaymentAttempt", models.CASCADE, related_name="record", primary_key=True
    )
    request = models.TextField(blank=True)
    response = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now=True)
