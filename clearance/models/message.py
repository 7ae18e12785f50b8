from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.zone import Direction
from clearance.models.encrypted import EncryptedBinaryField
from clearance.models.stored_errors import error_text
from core.background.leased_queue import LeasedQuerySet


class MessageQuerySet(LeasedQuerySet):
    def newest(self):
        """The last version of each document."""
        later = Message.objects.filter(
            kind=OuterRef("kind"),
            business_key=OuterRef("business_key"),
            version__gt=OuterRef("version"),
        )
        return self.filter(~Exists(later))


class Message(models.Model):
    """One document on its way to customs: sent by us, or asked of the partner whose it is (R-DOC-1;
    which is whose stands in `documents/kinds.py`). One business key, one content: a change is a
    new version with a later time."""

    class Kind(models.TextChoices):
        ORDER = "311", pgettext_lazy("customs document", "order")
        PAYMENT = "411", pgettext_lazy("customs document", "payment")
        WAYBILL = "511", pgettext_lazy("customs document", "waybill")
        WAYBILL_STATE = "513", pgettext_lazy("customs document", "waybill state")
        LIST = "621", pgettext_lazy("customs document", "declaration list")
        CANCELLATION = "623", pgettext_lazy("customs document", "cancellation")
        RETURN = "625", pgettext_lazy("customs document", "return")
        ARRIVAL = "711", pgettext_lazy("customs document", "arrival list")
        EXPORT_ORDER = "303", pgettext_lazy("customs document", "export order")
        EXPORT_MONEY = "403", pgettext_lazy("customs document", "money received")
        EXPORT_WAYBILL = "505", pgettext_lazy("customs document", "export waybill")
        EXPORT_ARRIVAL = "507", pgettext_lazy("customs document", "arrival at the site")
        DEPARTURE = "509", pgettext_lazy("customs document", "departure")
        EXPORT_LIST = "603", pgettext_lazy("customs document", "export list")
        EXPORT_CANCELLATION = "605", pgettext_lazy("customs document", "export cancellation")
        MASTER_LIST = "607", pgettext_lazy("customs document", "master list")
        EXPORT_RETURN = "213", pgettext_lazy("customs document", "export return")
        TALLY = "215", pgettext_lazy("customs document", "tally of returns")
        SUMMARY = "701", pgettext_lazy("customs document", "summary application")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("customs document", "waiting")
        SENDING = "sending", pgettext_lazy("customs document", "being sent")
        SENT = "sent", pgettext_lazy("customs document", "sent")
        ACCEPTED = "accepted", pgettext_lazy("customs document", "accepted")
        REJECTED = "rejected", pgettext_lazy("customs document", "rejected")
        STUCK = "stuck", _("needs a clerk")

    # null for a document of several orders (arrival, summary …), which `orders` names
    order = models.ForeignKey("orders.Order", models.PROTECT, null=True, related_name="messages")
    orders = models.ManyToManyField("orders.Order", related_name="shared_messages", blank=True)
    zone = models.ForeignKey("catalog.Zone", models.PROTECT, null=True, related_name="+")
    direction = models.CharField(max_length=6, choices=Direction.choices, default=Direction.IMPORT)
    batch = models.ForeignKey(
        "clearance.Batch", models.PROTECT, null=True, related_name="messages"
    )  # the newest transmission it went with; null for what a partner sends
    # R-DOC-2: the key is what customs tells documents apart by; it never changes
    kind = models.CharField(max_length=6, choices=Kind.choices)
    business_key = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # what it says beyond its order, such as a reason or lines: kept from version to version
    details = models.JSONField(default=dict, blank=True)
    content = EncryptedBinaryField(blank=True)  # what is sent, byte for byte
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
    last_error = models.CharField(max_length=1000, blank=True)
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
            # the clerk's pages: a queue in its own sequence, and numbers by their beginning
            models.Index(
                fields=["state", "id"], name="message_queue", condition=Q(superseded_at=None)
            ),
            models.Index(
                fields=["receipt_key"], name="message_key_begins", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(
                fields=["customs_number"],
                name="message_number_begins",
                opclasses=["varchar_pattern_ops"],
                condition=~Q(customs_number=""),
            ),
        ]

    def __str__(self):
        return f"CEB{self.kind} {self.business_key}"

    @property
    def error_text(self):
        """Why it stands still, in the reader's language."""
        return error_text(self.last_error)

    @property
    def subject(self):
        """Whose history in the evidence ledger it belongs to."""
        return f"order {self.order.number}" if self.order_id else f"document {self.business_key}"

    def ledger_entry(self, kind, *, actor=None, **facts):
        """What the evidence ledger keeps of it: arguments of `evidence.actions.record`."""
        payload = {"message": f"CEB{self.kind}", "key": self.business_key, **facts}
        return {"subject": self.subject, "kind": kind, "payload": payload, "actor": actor}


class Attempt(models.Model):
    """One try to send a message: every attempt is evidence."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="attempts")
    at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=10)  # sent, failed, rejected
    detail = models.CharField(max_length=1000, blank=True)
