from django.db import models
from django.db.models import Q
from django.utils import timezone

from clearance.models.encrypted import EncryptedBinaryField
from core.background.leased_queue import LeasedQuerySet


class Batch(models.Model):
    """One transmission of our own: one document, or several of a kind in one message, signed and
    wrapped as the settings say. Its bytes are fixed when it is made; every try sends the same."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        SPLIT = "split"  # rejected as a whole: its documents go out one by one
        DROPPED = "dropped"  # an order of it was cancelled: the others are gathered anew

    name = models.CharField(max_length=80, unique=True)  # CopMsgId: CEB900 answers to it
    kind = models.CharField(max_length=6)
    zone = models.ForeignKey("catalog.Zone", models.PROTECT, null=True, related_name="+")
    content = EncryptedBinaryField()
    digest = models.CharField(max_length=64)
    documents = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    reference = models.CharField(max_length=200, blank=True)  # what the platform answered
    last_error = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = LeasedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at"], name="batch_due", condition=Q(state="waiting")),
            models.Index(
                fields=["leased_until"], name="batch_leased", condition=Q(state="sending")
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def answer(self):
        """What each of its documents keeps of its sending."""
        return {"reference": self.reference, "batch": self.name}
