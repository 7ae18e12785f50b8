from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from clearance.models.encrypted import EncryptedBinaryField


class Receipt(models.Model):
    """A document of customs as it arrived, word for word; repeated arrivals are counted."""

    digest = models.CharField(max_length=64, unique=True)
    content = EncryptedBinaryField()
    kind = models.CharField(max_length=6, blank=True)
    transport = models.CharField(max_length=10)  # http, file, amqp
    last_error = models.CharField(max_length=1000, blank=True)  # why it could not be read
    arrivals = models.PositiveIntegerField(default=1)
    read_at = models.DateTimeField(null=True, blank=True)  # its items are on file
    arrived_at = models.DateTimeField(auto_now_add=True)
    # tries in which a worker began to read it, and when the next takes it up. The database knows
    # the defaults too: while a new version starts, processes of the one before go on taking
    # receipts in
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    due_at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["due_at", "id"], name="receipt_due", condition=Q(read_at=None))
        ]


class ReceiptItemQuerySet(models.QuerySet):
    def with_receipts(self):
        """Each with its receipt, but for the receipt's content: megabytes, and once for each item
        that stands in it. Who needs it asks the receipt."""
        return self.select_related("receipt").defer("receipt__content")


class ReceiptItem(models.Model):
    """What a receipt says of one document. Applied by customs' own time, not by arrival; one
    without a document waits for it."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="items")
    message = models.ForeignKey(
        "clearance.Message", models.CASCADE, null=True, related_name="receipt_items"
    )
    kind = models.CharField(max_length=6)  # of the document it answers: 311, 411, 511, 621
    business_key = models.CharField(max_length=120, db_index=True)
    status = models.CharField(max_length=10)
    return_time = models.CharField(max_length=17)
    info = models.CharField(max_length=1000, blank=True)
    data = models.JSONField(default=dict)  # preNo, invtNo and elements we do not know
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptItemQuerySet.as_manager()

    class Meta:
        ordering = ["return_time", "pk"]
        indexes = [
            models.Index(
                fields=["kind", "business_key"],
                name="receipt_waits_for_document",
                condition=Q(message__isnull=True),
            )
        ]
