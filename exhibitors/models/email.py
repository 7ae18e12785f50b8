from django.db import models

from core.models import OutgoingEmail


class ExhibitorEmail(OutgoingEmail):
    """A mail to a member or a reviewer, written out in their language."""

    key = models.CharField(max_length=160, unique=True)
    subject = models.CharField(max_length=255)
    text = models.TextField()
    html = models.TextField(blank=True)
