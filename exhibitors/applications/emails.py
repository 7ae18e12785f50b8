"""Emails about applications: to the firm what was decided and what happens next, to the organizers
that something waits."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core import groups
from exhibitors.emails import users_of, write_from_template
from exhibitors.models import Application


def submitted(application):
    key = f"application:{application.pk}:{application.turn}"
    with translation.override(language_of(application)):
        write_from_template(
            "application_submitted",
            f"{key}:submitted",
            application.to(),
            reverse("exhibitors:apply"),
            **names_of(application),
        )
    for organizer in users_of(groups.ORGANIZERS):
        with translation.override(organizer.language):
            write_from_template(
                "application_to_answer",
                f"{key}:organizer:{organizer.pk}",
                organizer.email,
                reverse("wagtailsnippets_exhibitors_application:edit", args=[application.pk]),
                **names_of(application),
            )


def answered(application):
    """Accepted, returned or declined."""
    with translation.override(language_of(application)):
        url = reverse("exhibitors:apply")
        if application.state == Application.State.ACCEPTED:
            url = reverse("desk:overview", args=[application.exhibitor.slug])
        write_from_template(
            f"application_{application.state}",
            f"application:{application.pk}:{application.turn}:answer",
            application.to(),
            url,
            reason=application.reason,
            **names_of(application),
        )


def language_of(application):
    return application.applicant.language if application.applicant else settings.LANGUAGE_CODE


def names_of(application):
    """In the active language."""
    return {
        "firm": application.name,
        "edition": application.edition.localized.title,
        "package": application.package.name,
    }
