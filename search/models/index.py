"""Pending changes, the version each engine writes, the catalogue's terms, and synonyms."""

import time

from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchChange(models.Model):
    """Something that one engine has to index again; written in the transaction that changes it.

    The row goes when the engine has it. A cursor over the numbers would not do: PostgreSQL may
    commit a smaller number after a larger one, and the cursor would have passed it by.
    """

    engine = models.CharField(max_length=20)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["engine", "id"])]


class SearchCursor(models.Model):
    """The number of an engine's last write; what is written with a smaller one is older."""

    engine = models.CharField(max_length=20, primary_key=True)
    version = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)

    @classmethod
    def next_version(cls, engine: str) -> int:
        """Taken before the rows are read, so that a larger number has never read less.

        By the clock where that is ahead: a database restored from a backup must not fall behind
        the versions that an index has seen.
        """
        cls.objects.get_or_create(engine=engine)
        with transaction.atomic():
            cursor = cls.objects.filter(engine=engine)
            clock = Value(time.time_ns() // 1_000_000, output_field=models.BigIntegerField())
            cursor.update(version=Greatest(F("version") + 1, clock), moved_at=timezone.now())
            return cursor.values_list("version", flat=True).get()

    @classmethod
    def version_of(cls, engine: str) -> int:
        return cls.objects.filter(engine=engine).values_list("version", flat=True).get()


class SearchTerm(models.Model):
    """The vocabulary of the catalogue, for spelling and suggestions."""

    text = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12)
    shown = models.CharField(max_length=120, blank=True)  # an alias suggests its brand's name
    goods = models.PositiveIntegerField(default=0)
    pinyin = models.CharField(max_length=300, blank=True)
    initials = models.CharField(max_length=60, blank=True)


class Synonym(models.Model):
    """Words with the same meaning; applied to the query, so that no rebuild is needed."""

    words = models.CharField(_("words"), max_length=300, help_text=_("Separated by commas."))
    means = models.CharField(_("meaning"), max_length=120, help_text=_("Separated by commas."))

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return f"{self.words} → {self.means}"
