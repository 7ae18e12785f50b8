"""Opening the next edition from another one."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log

from expo.editions.addresses import is_free
from expo.editions.carrying import Opening, kinds
from expo.editions.models import NextEdition
from expo.editions.pages import copy_edition
from expo.pages.home import HomePage

ACTION = "expo.edition_opened"


class NotPossibleError(Exception):
    """Says to an organizer why an edition can't be made; nothing has been."""


@transaction.atomic
def make(plan, *, user):
    """The edition that `plan` describes, with everything it takes over: all of it or nothing, and
    once, however often it is called. It is planned, and all its pages are drafts.

    Raises NotPossibleError where another page has its address by now."""
    locked = NextEdition.objects.select_for_update().get(pk=plan.pk)
    if locked.made_id is not None:
        return locked.made
    # of two plans with one address the second sees what the first has made
    list(HomePage.objects.select_for_update().order_by("pk"))
    if not is_free(locked.slug):
        raise NotPossibleError(_("Another page has this address by now: choose another one."))
    edition, english = copy_edition(locked, user)
    opening = Opening(locked.source, edition, english, locked.choices, user)
    chosen = [kind for kind in kinds() if kind.name in locked.choices.get("kinds", [])]
    locked.counts = {kind.name: kind.copy(opening) for kind in chosen}
    locked.made = edition
    locked.save()
    facts = {"source": locked.source.title, "counts": locked.counts}
    log(edition, ACTION, user=user, data=facts)
    return edition


class OpenedFormatter(LogFormatter):
    label = gettext_lazy("Open from another edition")

    def format_message(self, entry):
        return _("Opened from “%(source)s”.") % entry.data

    def format_comment(self, entry):
        return ""
