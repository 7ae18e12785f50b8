"""Where people are signed in."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SignedInSessionQuerySet(models.QuerySet):
    def alive(self, now):
        """Those that Django would still accept."""
        sessions = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
        return self.filter(Exists(sessions))


class SignedInSession(models.Model):
    """Where somebody is signed in, as they see it on their page; ends with Django's session.

    browser: the beginning of the browser's own description; network: the address, or the /64 of
    IPv6; is_unfamiliar: the browser had never signed in to this account before."""

    class Method(models.TextChoices):
        PASSWORD = "password", _("password")
        CODE = "code", _("password and code")
        BACKUP_CODE = "backup_code", _("password and backup code")
        PASSKEY = "passkey", _("passkey")
        LINK = "link", _("link in an e-mail")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="signed_in_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=300, blank=True)
    network = models.CharField(max_length=45, blank=True)
    method = models.CharField(max_length=20, choices=Method.choices, default=Method.PASSWORD)
    is_unfamiliar = models.BooleanField(default=False)
    signed_in_at = models.DateTimeField(default=timezone.now)
    last_seen_at = models.DateTimeField(default=timezone.now)

    objects = SignedInSessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-last_seen_at"])]
