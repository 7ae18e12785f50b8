"""Emails about enquiries. What a visitor wrote is never sent to the address he typed: it may be
somebody else's."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import groups
from exhibitors.emails import users_of, write_from_template
from exhibitors.models import Membership


def received(enquiry):
    with translation.override(enquiry.language):
        key, url = f"enquiry:{enquiry.pk}:asked", _page(enquiry)
        write_from_template("enquiry_received", key, enquiry.email, url)


def waiting(enquiry):
    """To the organizers."""
    for organizer in users_of(groups.ORGANIZERS):
        with translation.override(organizer.language):
            write_from_template(
                "enquiry_waiting",
                f"enquiry:{enquiry.pk}:organizer:{organizer.pk}",
                organizer.email,
                reverse("wagtailsnippets_exhibitors_enquiry:edit", args=[enquiry.pk]),
                wanted=enquiry.wanted,
            )


def forwarded(enquiry, firm):
    """To everybody of the firm who may answer."""
    for membership in firm.memberships.exclude(role=Membership.Role.VIEWER).select_related("user"):
        user = membership.user
        if user.email and user.is_active:
            with translation.override(user.language):
                write_from_template(
                    "enquiry_forwarded",
                    f"enquiry:{enquiry.pk}:firm:{firm.pk}:{user.pk}",
                    user.email,
                    reverse("desk:enquiries", args=[firm.slug]),
                    wanted=enquiry.wanted,
                    firm=firm.name,
                )


def answered(answer):
    enquiry = answer.enquiry
    with translation.override(enquiry.language):
        write_from_template(
            "enquiry_answered",
            f"enquiry:{enquiry.pk}:answer:{answer.pk}",
            enquiry.email,
            _page(enquiry),
            # the organizers answer as themselves, in the asker's language
            firm=answer.exhibitor.name if answer.exhibitor else _("the organizers"),
            text=answer.text,
        )


def _page(enquiry):
    return reverse("exhibitors:enquiry", args=[enquiry.token])
