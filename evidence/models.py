"""The chained ledger (R-EVID-4, 5). Entries have no foreign keys and are never changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.words import in_words


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
    def words(self):
        return in_words(self.kind)


class ChainHead(models.Model):
    """The one row that writers queue up at: the last sequence and its digest."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)
