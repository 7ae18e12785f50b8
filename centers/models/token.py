import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token():
    return secrets.token_urlsafe(9)


class Token(models.Model):
    """What a printed QR code carries: `/q/<value>`. Revocable; points at one thing."""

    class Kind(models.TextChoices):
        SAMPLE = "sample", _("shelf item")
        STAND = "stand", _("stand")
        SESSION = "session", _("session")
        PICK_UP = "pick_up", _("pick-up")

    value = models.CharField(max_length=24, unique=True, default=new_token)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.SAMPLE)
    center = models.ForeignKey("centers.DisplayCenter", models.CASCADE, null=True, blank=True)
    sample = models.ForeignKey(
        "centers.Sample", models.CASCADE, null=True, blank=True, related_name="tokens"
    )
    target = models.CharField(max_length=200, blank=True)  # a path of this site for other kinds
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)


class Scan(models.Model):
    token = models.ForeignKey(Token, models.CASCADE, related_name="scans")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    at = models.DateTimeField(auto_now_add=True)
