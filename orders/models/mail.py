from django.db import models


class MailOut(models.Model):
    """A mail that must go out, written with the deed; the sweep sends what the nudge missed."""

    key = models.CharField(max_length=120, unique=True)  # order number and turn: sent once
    to = models.EmailField()
    language = models.CharField(max_length=10)
    template = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
