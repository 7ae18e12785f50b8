"""Emails about applications: to the firm what was decided and what happens next, to the organizers
that something waits."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import groups
from exhibitors.emails import users_of, write
from exhibitors.models import Application

State = Application.State


def submitted(application):
    key = f"application:{application.pk}:{application.turn}"
    with translation.override(language_of(application)):
        names = names_of(application)
        write(
            f"{key}:submitted",
            application.to(),
            _("Application received: %(firm)s at %(edition)s") % names,
            [
                _("%(firm)s has applied for %(edition)s, package: %(package)s.") % names,
                _(
                    "The organizers read it and answer by e-mail, usually within three working "
                    "days."
                ),
                _("Until then you can follow or withdraw it on its page."),
            ],
            _("View application"),
            reverse("exhibitors:apply"),
        )
    for organizer in users_of(groups.ORGANIZERS):
        with translation.override(organizer.language):
            notify_organizer(organizer, application, key)


def notify_organizer(organizer, application, key):
    names = names_of(application)
    write(
        f"{key}:organizer:{organizer.pk}",
        organizer.email,
        _("To answer: %(firm)s applies for %(edition)s") % names,
        [_("%(firm)s has applied for %(edition)s, package: %(package)s.") % names],
        _("Read and answer"),
        reverse("wagtailsnippets_exhibitors_application:edit", args=[application.pk]),
    )


def answered(application):
    with translation.override(language_of(application)):
        subject, lines, action, url = ANSWERS[application.state](application)
        write(
            f"application:{application.pk}:{application.turn}:answer",
            application.to(),
            subject,
            lines,
            action,
            url,
        )


def accepted(application):
    names = names_of(application)
    return (
        _("Accepted: %(firm)s exhibits at %(edition)s") % names,
        [
            _("Welcome. Your desk is open, and you are its owner."),
            _(
                "Next: write your booth's text in both languages, add a picture, and submit it "
                "for review."
            ),
            _("Then add your products. Everything is shown to visitors once it is approved."),
            _("The organizers will assign your stand; its number will appear at your desk."),
        ],
        _("Go to your desk"),
        reverse("desk:overview", args=[application.exhibitor.slug]),
    )


def returned(application):
    names = names_of(application)
    return (
        _("Please change your application: %(firm)s at %(edition)s") % names,
        [
            _("The organizers have returned your application."),
            _("Reason: %(reason)s") % {"reason": application.reason},
            _("Make the changes and submit it again; nothing else is lost."),
        ],
        _("Edit application"),
        reverse("exhibitors:apply"),
    )


def declined(application):
    names = names_of(application)
    return (
        _("Application declined: %(firm)s at %(edition)s") % names,
        [
            _("The organizers have declined your application."),
            _("Reason: %(reason)s") % {"reason": application.reason},
            _("You are welcome to apply again, for this edition or the next."),
        ],
        _("View application"),
        reverse("exhibitors:apply"),
    )


ANSWERS = {State.ACCEPTED: accepted, State.RETURNED: returned, State.DECLINED: declined}


def language_of(application):
    return application.applicant.language if application.applicant else settings.LANGUAGE_CODE


def names_of(application):
    """In the active language."""
    return {
        "firm": application.name,
        "edition": application.edition.localized.title,
        "package": application.package.name,
    }
