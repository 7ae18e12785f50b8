from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MessageQuerySet(models.QuerySet):
    def due(self, now=None):
        """To be sent: waiting and due, or claimed by a worker whose lease has run out."""
        now = now or timezone.now()
        return self.filter(
            Q(state=Message.State.WAITING, due_at__lte=now)
            | Q(state=Message.State.SENDING, leased_until__lt=now)
        )

    def needing_a_clerk(self):
        return self.filter(state__in=[Message.State.STUCK, Message.State.REFUSED])

    def newest(self):
        """The last version of each document."""
        later = Message.objects.filter(
            kind=OuterRef("kind"),
            business_key=OuterRef("business_key"),
            version__gt=OuterRef("version"),
        )
        return self.filter(~Exists(later))


class Message(models.Model):
    """One document on its way to customs: sent by us (order) or asked of a partner (payment,
    waybill, list). One business key, one content: a change is a new version with a later time."""

    class Kind(models.TextChoices):
        ORDER = "311", pgettext_lazy("customs document", "order")
        PAYMENT = "411", pgettext_lazy("customs document", "payment")
        WAYBILL = "511", pgettext_lazy("customs document", "waybill")
        LIST = "621", pgettext_lazy("customs document", "declaration list")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("customs document", "waiting")
        SENDING = "sending", pgettext_lazy("customs document", "being sent")
        SENT = "sent", pgettext_lazy("customs document", "sent")
        ACCEPTED = "accepted", pgettext_lazy("customs document", "accepted")
        REFUSED = "refused", pgettext_lazy("customs document", "refused")
        STUCK = "stuck", _("waits for a clerk")

    order = models.ForeignKey("orders.Order", models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    business_key = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    content = models.BinaryField(blank=True)  # what is sent, byte for byte
    digest = models.CharField(max_length=64, blank=True)
    app_time = models.CharField(max_length=14, blank=True)  # Beijing time of this version
    # what receipts are keyed by: known at once, or with the partner's answer (a waybill's number)
    receipt_key = models.CharField(max_length=120, blank=True)
    answer = models.JSONField(default=dict, blank=True)  # what the partner answered
    customs_number = models.CharField(max_length=20, blank=True)  # invtNo, else preNo
    status = models.CharField(max_length=10, blank=True)  # newest returnStatus by customs' time
    status_time = models.CharField(max_length=17, blank=True)
    status_info = models.CharField(max_length=1000, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)  # a newer version took its place

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "business_key", "version"], name="one_message_per_key_and_version"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], name="message_due", condition=Q(state="waiting")),
            models.Index(fields=["kind", "receipt_key"], name="message_by_receipt_key"),
            models.Index(
                fields=["leased_until"], name="message_leased", condition=Q(state="sending")
            ),
        ]

    def __str__(self):
        return f"CEB{self.kind} {self.business_key}"


class Attempt(models.Model):
    """One try to send a message: every attempt is evidence."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attempts")
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10)  # sent, failed, refused
    detail = models.CharField(max_length=1000, blank=True)
