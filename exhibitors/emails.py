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
        write_from_template(
            "invitation",
            f"invitation:{invitation.pk}",
            invitation.email,
            reverse("desk:invitation", args=[token]),
            name=user,
            exhibitor=invitation.exhibitor.name,
            role=invitation.get_role_display(),
        )


def waiting(obj, task_state):
    """To every reviewer: something of an exhibitor's waits for an answer."""
    for reviewer in users_of(groups.REVIEWERS):
        with translation.override(reviewer.language):
            write_from_template(
                "review_waiting",
                f"waiting:{task_state.pk}:{reviewer.pk}",
                reviewer.email,
                AdminURLFinder().get_edit_url(obj) or reverse("wagtailadmin_home"),
                name=obj.name,
                exhibitor=obj.exhibitor.name,
            )


def answered(obj, state, *, approved, reason):
    """To everybody who may edit it: what was decided, and what to do next."""
    editors = obj.exhibitor.memberships.filter(role__in=("owner", "editor"))
    for membership in editors.select_related("user"):
        user = membership.user
        if not user.email or not user.is_active:
            continue
        with translation.override(user.language):
            write_from_template(
                "review_approved" if approved else "review_returned",
                # the answer's own key: each round of a review is written about once
                f"answer:{state.current_task_state_id}:{user.pk}",
                user.email,
                obj.desk_url(),
                name=obj.name,
                reason=reason or _("none given"),
            )


def write_from_template(template, key, to, url, **context):
    """Leave the email `exhibitors/emails/<template>.txt`; between its blank lines are its subject,
    its paragraphs and the label of its link."""
    text = render_to_string(f"exhibitors/emails/{template}.txt", context)
    subject, *lines, action = text.strip().split("\n\n")
    write(key, to, subject, lines, action, url)


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
        email.subject,
        email.text,
        settings.DEFAULT_FROM_EMAIL,
        [email.to],
        reply_to=[settings.SUPPORT_EMAIL],
    )
    mail.attach_alternative(email.html, "text/html")
    mail.send()
