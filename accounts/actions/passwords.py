"""Passwords: forgotten ones, and new ones."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts import security_events
from accounts.actions.rows import lock_account
from accounts.emails import Kind, write_email
from core.models import User
from core.rate_limits import seconds_to_wait


def send_password_reset(email, by_staff=False):
    """Mails a link of one use, in the account's language. Says nothing to anyone where no account
    has this address. The link's host is SITE_URL, never what a request claims.

    by_staff: an administrator sends it, whom strangers' requests keep from nothing."""
    user = User.objects.filter(email=email, is_active=True).first()
    # a closed account has no usable password: no link can bring it back
    if user is None or not user.has_usable_password():
        return
    # strangers must not fill a mailbox; counted apart from sign-ups, which would keep a reset away
    if not by_staff and seconds_to_wait("mail_to_address", f"reset {email}"):
        return
    # the reader's language, whatever page the request came from
    with translation.override(user.language):
        link = reverse(
            "accounts:new_password",
            args=[
                urlsafe_base64_encode(force_bytes(user.pk)),
                default_token_generator.make_token(user),
            ],
        )
        context = {
            "user": user,
            "link": urljoin(settings.SITE_URL, link),
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        }
        EmailMessage(
            render_to_string("accounts/mail/reset_subject.txt", context).strip(),
            render_to_string("accounts/mail/reset.txt", context),
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
            reply_to=[settings.SUPPORT_EMAIL],
        ).send()


@transaction.atomic
def change_password(form, *, by):
    """Saves a valid form of Django's for a new password, with an e-mail to the person and an entry
    in the ledger.

    The link of a reset has shown that the account's address is its owner's. Raises
    PermissionDenied where the account was closed meanwhile, or its password changed: the form has
    checked the old password, or a link that was good for it."""
    user = lock_account(form.user)
    if user.password != form.user.password:
        raise PermissionDenied
    user.set_password(form.cleaned_data["new_password1"])
    user.save(update_fields=["password"])
    form.user.password = user.password  # by which the view renews the session
    if user.email:
        write_email(Kind.PASSWORD_CHANGED, to=user.email, user=user)
    security_events.record(user, security_events.Kind.PASSWORD, by=by)
    return user
