"""What a clerk does to many documents, or to what they say: each action a row, so that a double
click finds it and a killed worker's successor goes on with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Correction(models.Model):
    """A clerk put right to whom and where an order goes. Its documents went out anew at once; a
    list that was rejected follows when customs has accepted them, and `done_at` is set."""

    token = models.CharField(max_length=64, unique=True)  # of the form: a double click is one
    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="corrections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=200)
    changes = models.JSONField()  # [field, old, new], people's data masked
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["order"], name="correction_open", condition=Q(done_at=None))
        ]

    def __str__(self):
        return f"{self.order} {self.made_at:%Y-%m-%d %H:%M}"


class BulkResend(models.Model):
    """Many documents to be sent again, in the sequence of their numbers: those named, or all that
    a clerk's question found when it was confirmed (`upto`)."""

    token = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    filters = models.JSONField()  # the page's filters, or {"pks": […]}
    count = models.PositiveIntegerField()  # as confirmed
    upto = models.PositiveBigIntegerField()
    reached = models.PositiveBigIntegerField(default=0)  # documents up to here were looked at
    sent = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], name="resend_open", condition=Q(done_at=None))]
