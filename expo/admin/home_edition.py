"""The page from which an organizer moves the home page to an edition: what it shows now, what it
would show, and one button."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.admin.auth import permission_required

from expo.dates import date_span
from expo.editions import home_switch
from expo.pages.edition import EditionPage
from expo.pages.home import current_edition

PERMISSION = "expo.open_editionpage"
LANGUAGES = {"zh": "zh-hans", "en": "en"}
may_switch = permission_required(PERMISSION)


@require_http_methods(["GET", "HEAD", "POST"])
@may_switch
def home_edition(request, pk):
    edition = get_object_or_404(EditionPage.objects.in_first_language(), pk=pk)
    before = current_edition()
    if request.method == "POST":
        return switched_response(request, edition, before)
    context = {
        "page_title": _("Edition of the home page"),
        "icon": "home",
        "edition": edition,
        "present": before,
        "is_present": before == edition,
        "spans": [
            date_span(each.starts_on, each.ends_on) if each else "" for each in (before, edition)
        ],
        "warnings": warnings_of(edition),
    }
    return TemplateResponse(request, "expo/admin/home_edition.html", context)


def switched_response(request, edition, before):
    if not edition.live:
        messages.error(request, _("Publish the edition's page first: visitors can't see it yet."))
    elif home_switch.switch(edition, user=request.user):
        text = _("The home page shows “%(edition)s” from now on, every other page in a minute.")
        text %= {"edition": edition.title}
        messages.success(request, text, buttons=back_button(edition, before))
    else:
        messages.info(request, _("The home page shows this edition already."))
    return redirect("home_edition", edition.pk)


def back_button(edition, before):
    """To go back, use the same page for the edition before."""
    if before is None or before == edition:
        return []
    label = _("Back to “%(edition)s”") % {"edition": before.title}
    return [messages.button(reverse("home_edition", args=[before.pk]), label)]


def warnings_of(edition):
    """What an organizer should know before: none of it forbids the switch."""
    warnings = []
    if edition.live and not edition.get_translations().live().exists():
        warnings.append(
            _("Its English page is not published: English visitors are led to the Chinese.")
        )
    if edition.programme_page is None:
        warnings.append(_("Its programme is not published."))
    if not edition.shows.leads:
        text = _("Its state is “%(state)s”: change it on the edition's page if that is not meant.")
        warnings.append(text % {"state": edition.get_state_display()})
    if home_switch.drafts_waiting():
        warnings.append(
            _(
                "A draft of the home page is in review or scheduled: it is kept, and has to be "
                "submitted or scheduled again."
            )
        )
    return warnings


@require_safe
@never_cache
@may_switch
def home_preview(request, pk, language):
    edition = get_object_or_404(EditionPage.objects.in_first_language(), pk=pk)
    if language not in LANGUAGES:
        raise Http404
    return home_switch.preview(request, edition, LANGUAGES[language])


urls = [
    path("editions/<int:pk>/home/", home_edition, name="home_edition"),
    path("editions/<int:pk>/home/preview/<slug:language>/", home_preview, name="home_preview"),
]
