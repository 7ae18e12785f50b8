"""Fields in both languages on one row (`name_zh`, `name_en`), read in the visitor's."""

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def speaks_chinese():
    return (get_language() or "zh-hans").startswith("zh")


def language_prefix(code):
    """`/` for the default language, `/en/` for English."""
    return "/" if code in (None, settings.LANGUAGE_CODE) else f"/{code}/"


def in_visitors_language(zh, en):
    """The text in the active language; the other one where that is empty."""
    return (zh or en) if speaks_chinese() else (en or zh)


def in_language(row, field):
    """The row's `field` in the active language; the other one where that is empty."""
    return in_visitors_language(getattr(row, f"{field}_zh", ""), getattr(row, f"{field}_en", ""))


class InLanguage:
    """`title = InLanguage()`: `title_zh` or `title_en`, as `in_language` chooses."""

    def __set_name__(self, model, name):
        self.name = name

    def __get__(self, row, model=None):
        return self if row is None else in_language(row, self.name)


class Named(models.Model):
    """A row with a name in both languages."""

    name_zh = models.CharField(_("Chinese name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    name = InLanguage()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name
