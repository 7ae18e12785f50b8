"""Emails about enquiries. What a visitor wrote is never sent to the address he typed: it may be
somebody else's."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import groups
from exhibitors.emails import users_of, write
from exhibitors.models import Membership


def received(enquiry):
    with translation.override(enquiry.language):
        write(
            f"enquiry:{enquiry.pk}:asked",
            enquiry.email,
            _("We have your enquiry"),
            [
                _("The answer will be sent to this address, usually within two working days."),
                _("Your question and all answers are on a page of their own."),
                _("If you asked nothing, somebody mistyped an address: please ignore this e-mail."),
            ],
            _("View enquiry"),
            _page(enquiry),
        )


def waiting(enquiry):
    """To the organizers."""
    for organizer in users_of(groups.ORGANIZERS):
        with translation.override(organizer.language):
            write(
                f"enquiry:{enquiry.pk}:organizer:{organizer.pk}",
                organizer.email,
                _("A visitor is looking for: %(wanted)s") % {"wanted": enquiry.wanted},
                [
                    _("A visitor did not find this and asks the exhibitors."),
                    _("Answer it, or forward it to exhibitors that may have it."),
                ],
                _("Read and answer"),
                reverse("wagtailsnippets_exhibitors_enquiry:edit", args=[enquiry.pk]),
            )


def forwarded(enquiry, firm):
    """To everybody of the firm who may answer."""
    for membership in firm.memberships.exclude(role=Membership.Role.VIEWER).select_related("user"):
        user = membership.user
        if user.email and user.is_active:
            with translation.override(user.language):
                names = {"wanted": enquiry.wanted, "firm": firm.name}
                write(
                    f"enquiry:{enquiry.pk}:firm:{firm.pk}:{user.pk}",
                    user.email,
                    _("Do you have this? %(wanted)s") % names,
                    [
                        _("A visitor is looking for “%(wanted)s” and asks %(firm)s.") % names,
                        _("Answer at your desk; the visitor gets it by e-mail, with your name."),
                    ],
                    _("Read and answer"),
                    reverse("desk:enquiries", args=[firm.slug]),
                )


def answered(answer):
    enquiry = answer.enquiry
    with translation.override(enquiry.language):
        # the organizers answer as themselves, in the asker's language
        firm = answer.exhibitor.name if answer.exhibitor else _("the organizers")
        reply = _("Replies to this address are not read; the page below says whom to contact.")
        write(
            f"enquiry:{enquiry.pk}:answer:{answer.pk}",
            enquiry.email,
            _("An answer from %(firm)s") % {"firm": firm},
            [answer.text, reply],
            _("View enquiry"),
            _page(enquiry),
        )


def _page(enquiry):
    return reverse("exhibitors:enquiry", args=[enquiry.token])
