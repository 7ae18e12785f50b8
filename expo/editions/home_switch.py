"""Moving the home page, and with it the frame of every page, to another edition."""

from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogContext, LogFormatter, log
from wagtail.models import Page

from expo.navigation import links_of
from expo.pages import home_context
from expo.pages.home import HomePage, current_edition

ACTION = "expo.home_switched"


@transaction.atomic
def switch(edition, *, user):
    """The home page names this edition from now on, in every language; False where it did before.
    What an editor has written into the home page and not published stays a draft."""
    homes = HomePage.objects.select_for_update().order_by("pk")
    before = current_edition()
    changed = [home for home in homes if home.current_edition_id != edition.pk]
    facts = {"before": before.title if before else "", "after": edition.title}
    for home in changed:
        # Wagtail shows of one context the last entry alone, whatever page it is of
        with LogContext(user=user):
            name_edition(home, edition, user)
            log(home, ACTION, user=user, data=facts)
    return bool(changed)


def name_edition(home, edition, user):
    draft = home.get_latest_revision_as_object() if home.has_unpublished_changes else None
    home.current_edition = edition
    if not home.live:
        home.save_revision(user=user)
        return
    home.save_revision(user=user).publish(user=user)
    if draft is not None:
        draft.current_edition = edition
        draft.save_revision(user=user)


def drafts_waiting():
    """Is a draft of a home page in review or scheduled? Wagtail ends that where it publishes."""
    homes = HomePage.objects.all()
    return any(home.workflow_in_progress or home.approved_schedule for home in homes)


def preview(request, edition, language):
    """The home page as it would be with this edition, drawn for one reader: nothing is kept."""
    here = timezone.get_default_timezone()  # an organizer may read the admin in another one
    with translation.override(language), timezone.override(here):
        home = HomePage.objects.get(locale__language_code=language, depth=2)
        shown = edition.localized_draft  # before it is published, too
        context = Page.get_context(home, request)
        context |= home_context.context_of(home, edition, shown.programme_page)
        context |= {"nav": links_of(edition, shown), "edition": edition, "previewed": shown}
        return TemplateResponse(request, home.get_template(request), context).render()


class SwitchFormatter(LogFormatter):
    label = gettext_lazy("Show another edition")

    def format_message(self, entry):
        return _("The home page shows “%(after)s” instead of “%(before)s”.") % entry.data

    def format_comment(self, entry):
        return ""
