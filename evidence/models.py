"""The chained ledger (R-EVID-4, 5). Entries have no foreign keys and are never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.kinds import label_of


class Entry(models.Model):
    sequence = models.PositiveBigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    subject = models.CharField(max_length=120, db_index=True)  # "order E26…", "product 12"
    kind = models.CharField(max_length=40)
    actor = models.CharField(max_length=120, blank=True)
    at = models.CharField(max_length=32)  # UTC, ISO 8601 with microseconds, as digested
    payload = models.TextField()  # canonical JSON
    payload_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        verbose_name = _("evidence entry")

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Evidence is never changed: record a new entry.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Evidence is never deleted.")

    @property
    def label(self) -> str:
        return label_of(self.kind)


class Timestamp(models.Model):
    """An authority's signature under the chain's head at a moment (RFC 3161); never changed."""

    sequence = models.PositiveBigIntegerField(db_index=True)
    digest = models.CharField(max_length=64)
    token = models.BinaryField()  # the authority's answer, DER
    certificates = models.BinaryField()  # PEM, what it is checked against
    authority = models.CharField(max_length=200)
    is_test = models.BooleanField()  # by our own authority: no proof of time to others (R-EVID-7)
    at = models.DateTimeField()  # the authority's time

    class Meta:
        ordering = ["sequence", "pk"]


class ChainHead(models.Model):
    """The one row that writers queue up at: the last sequence and its digest."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
