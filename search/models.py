"""What the search keeps in the database: what changed, how far each engine has read, which words
there are, and which mean the same."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SearchChange(models.Model):
    """Something to be indexed again: written in the transaction that changes it."""

    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)


class SearchCursor(models.Model):
    """How far an engine has read the changes."""

    engine = models.CharField(max_length=80, primary_key=True)
    last_change = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(auto_now=True)


class SearchTerm(models.Model):
    """The vocabulary of the catalogue, for spelling and suggestions."""

    text = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12)
    goods = models.PositiveIntegerField(default=0)
    pinyin = models.CharField(max_length=300, blank=True)
    initials = models.CharField(max_length=60, blank=True)


class Synonym(models.Model):
    """Words that mean the same to a shopper; applied to the query, so no rebuild is needed."""

    words = models.CharField(_("words"), max_length=300, help_text=_("Separated by commas."))
    means = models.CharField(_("mean"), max_length=120)

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self):
        return f"{self.words} → {self.means}"
