"""The states of an edition, and what each lets visitors see: one table that pages read, instead of
conditions in each of them."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import PageQuerySet


class EditionState(models.TextChoices):
    PLANNED = "planned", _("planned")
    OPEN = "open", _("open for applications")
    RUNNING = "running", pgettext_lazy("edition", "running")
    CLOSED = "closed", _("closed")
    ARCHIVED = "archived", _("archived")


@dataclass(frozen=True, slots=True)
class Shows:
    """`stands`: which are free, and how to apply for one; `days`: how long until it opens, or
    until what hour it is open today; `archive`: that this is the past, and what the present is;
    `leads`: the frame of every page may lead to it where the home page names no edition."""

    stands: bool = False
    days: bool = False
    archive: bool = False
    leads: bool = True


SHOWS = {
    EditionState.PLANNED: Shows(days=True, leads=False),
    EditionState.OPEN: Shows(stands=True, days=True),
    EditionState.RUNNING: Shows(stands=True, days=True),
    EditionState.CLOSED: Shows(),
    EditionState.ARCHIVED: Shows(archive=True, leads=False),
}


class EditionQuerySet(PageQuerySet):
    def in_first_language(self):
        """Each edition once: the page that owns its halls."""
        return self.filter(locale__language_code="zh-hans")

    def leading_first(self):
        """Those that the frame of every page may lead to before the others; the newest first."""
        leading = [state for state, shows in SHOWS.items() if shows.leads]
        rank = models.Case(models.When(state__in=leading, then=0), default=1)
        return self.order_by(rank, "-starts_on")

    def archived(self):
        """In every language: a translation has the state of its page in the first one."""
        owners = self.model.objects.in_first_language().filter(state=EditionState.ARCHIVED)
        return self.filter(translation_key__in=owners.values("translation_key"))
