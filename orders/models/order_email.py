from django.db import models

from core.models import OutgoingEmail


class OrderEmail(OutgoingEmail):
    """An e-mail to a buyer, rendered when it is sent: with the order as it is by then."""

    key = models.CharField(max_length=120, unique=True)  # order number and turn
    language = models.CharField(max_length=10)
    template = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
