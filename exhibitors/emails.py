"""Emails to members of an exhibitor and to reviewers, written in their language with the action."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from core import groups
from core.background.enqueue import enqueue_on_commit
from core.mail import outbox
from core.models import User
from exhibitors.models import ExhibitorEmail


def users_of(group):
    """The active users of a group who have an e-mail address; some sign in by mobile number."""
    users = User.objects.filter(groups__name=group, is_active=True)
    return [user for user in users if user.email]


def invitation(invitation, token, user):
    """To somebody who may have no account yet: in the language of the inviting member."""
    with translation.override(user.language):
        exhibitor = invitation.exhibitor.name
        write(
            f"invitation:{invitation.pk}",
            invitation.email,
            _("%(exhibitor)s invites you to its desk at the E-Expo") % {"exhibitor": exhibitor},
            [
                _("%(name)s invites you to join the desk of %(exhibitor)s as %(role)s.")
                % {
                    "name": str(user),
                    "exhibitor": exhibitor,
                    "role": invitation.get_role_display(),
                },
                _("The invitation is valid for seven days and for this address only."),
            ],
            _("Accept the invitation"),
            reverse("desk:invitation", args=[token]),
        )


def waiting(obj, task_state):
    """To every reviewer: something of an exhibitor's waits for an answer."""
    for reviewer in users_of(groups.REVIEWERS):
        with translation.override(reviewer.language):
            names = {"exhibitor": obj.exhibitor.name, "name": obj.name}
            write(
                f"waiting:{task_state.pk}:{reviewer.pk}",
                reviewer.email,
                _("To review: %(name)s, %(exhibitor)s") % names,
                [
                    _("%(exhibitor)s has submitted “%(name)s”.") % names,
                    _("The live page stays unchanged until you approve."),
                ],
                _("Go to review"),
                AdminURLFinder().get_edit_url(obj) or reverse("wagtailadmin_home"),
            )


def answered(obj, state, *, approved, reason):
    """To everybody who may edit it: what was decided, and what to do next."""
    editors = obj.exhibitor.memberships.filter(role__in=("owner", "editor"))
    for membership in editors.select_related("user"):
        user = membership.user
        if not user.email or not user.is_active:
            continue
        with translation.override(user.language):
            subject, lines, action = approval(obj) if approved else return_to_author(obj, reason)
            # the answer's own key: each round of a review is written about once
            key = f"answer:{state.current_task_state_id}:{user.pk}"
            write(key, user.email, subject, lines, action, obj.desk_url())


def approval(obj):
    """(subject, lines, label of the link) in the active language."""
    names = {"name": obj.name}
    lines = [
        _("“%(name)s” has been approved. The page now shows your changes.") % names,
        _("Nothing more to do."),
    ]
    return _("Approved and live: %(name)s") % names, lines, _("View at the desk")


def return_to_author(obj, reason):
    names = {"name": obj.name}
    lines = [
        _("“%(name)s” was returned by the reviewers. The live page stays unchanged.") % names,
        _("Reason: %(reason)s") % {"reason": reason or _("none given")},
        _("Make the changes and submit it again; the review then continues."),
    ]
    return _("Please change: %(name)s") % names, lines, _("Edit it")


def write(key, to, subject, lines, action, url):
    """Leave an email in the caller's transaction, in the active language."""
    context = {
        "subject": subject,
        "lines": lines,
        "action": action,
        "action_url": settings.SITE_URL + url,
        "site_url": settings.SITE_URL,
    }
    ExhibitorEmail.objects.bulk_create(
        [
            ExhibitorEmail(
                key=key,
                to=to,
                subject=" ".join(subject.split())[:255],
                text=render_to_string("exhibitors/emails/email.txt", context).strip() + "\n",
                html=render_to_string("exhibitors/emails/email.html", context),
            )
        ],
        # `key` is unique: an action repeated writes no second email
        ignore_conflicts=True,
    )
    enqueue_on_commit("exhibitors.send_emails")


def send_waiting(limit=50):
    """Send what waits; the number sent. An invitation's token must not outlive the sending."""
    return outbox.send_pending(ExhibitorEmail, _deliver, limit, text="", html="")


def _deliver(email):
    mail = EmailMultiAlternatives(
        email.subject, email.text, settings.DEFAULT_FROM_EMAIL, [email.to]
    )
    mail.attach_alternative(email.html, "text/html")
    mail.send()
