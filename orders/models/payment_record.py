from django.db import models


class PaymentRecord(models.Model):
    """What was asked of the payment provider and what it answered when the money came, in its own
    words, for customs may ask to see it (R-PLAT-6). Without what would let a reader pay, and
    without who paid, from where and with which card (R-PRIV-1): `payments/stripe/keeping.py`."""

    attempt = models.OneToOneField(
        "orders.PaymentAttempt", models.CASCADE, related_name="record", primary_key=True
    )
    request = models.TextField(blank=True)
    response = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now=True)
