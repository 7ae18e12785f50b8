"""Searches without results, and slow ones: texts and figures, never a person."""

from urllib.parse import urlencode

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from core.language import language_prefix

MAX_LENGTH = 40


class MissedQuery(models.Model):
    """A text without results, with its count; organizers make synonyms of these."""

    text = models.CharField(_("searched for"), max_length=MAX_LENGTH)
    language = models.CharField(_("language"), max_length=10)
    count = models.PositiveIntegerField(_("times"), default=0)
    partial = models.BooleanField(_("partial matches were shown"), default=False)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(_("last seen"), default=timezone.now)
    ignored_at = models.DateTimeField(null=True)

    finds = 0  # now, where somebody has looked again: `monitoring/views.py`

    class Meta:
        ordering = ["-count", "-last_at"]
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="missed_once_a_language")
        ]
        indexes = [models.Index(fields=["ignored_at", "-count"])]

    def __str__(self):
        return self.text

    @property
    def language_name(self) -> str:
        """The language as the reader calls it; its code where nobody has a name for it."""
        try:
            return get_language_info(self.language)["name_translated"]
        except KeyError:
            return self.language

    @property
    def search_url(self) -> str:
        """The same search once more, on the page of its own language."""
        return f"{language_prefix(self.language)}search/?{urlencode({'q': self.text})}"


class SlowQuery(models.Model):
    """A search that took longer than SEARCH_SLOW_MS; without text where that may be personal."""

    text = models.CharField(_("searched for"), max_length=MAX_LENGTH, blank=True)
    engine = models.CharField(_("engine"), max_length=20)
    count = models.PositiveIntegerField(_("times"), default=0)
    slowest_ms = models.PositiveIntegerField(_("slowest, ms"), default=0)
    last_ms = models.PositiveIntegerField(_("last, ms"), default=0)
    last_at = models.DateTimeField(_("last seen"), default=timezone.now)

    class Meta:
        ordering = ["-slowest_ms"]
        verbose_name = _("slow search")
        verbose_name_plural = _("slow searches")
        constraints = [
            models.UniqueConstraint(fields=["text", "engine"], name="slow_once_an_engine")
        ]

    def __str__(self):
        return self.text or "…"
