from django.db import models


class CapUse(models.Model):
    """What an order line takes of the yearly cap that the positive list sets a person for its code
    (R-LIST-3). Whether it counts follows the order's `QuotaEntry`: reserved, used or given back,
    of the person and year written there (R-LIM-8); so the two ledgers can't part. What returns gave
    back stands beside it."""

    line = models.OneToOneField("orders.OrderLine", models.CASCADE, related_name="cap_use")
    hs8 = models.CharField(max_length=8, db_index=True)
    unit = models.CharField(max_length=3)  # customs unit code
    amount = models.DecimalField(max_digits=14, decimal_places=5)
    given_back = models.DecimalField(max_digits=14, decimal_places=5, default=0)  # by returns
