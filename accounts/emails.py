"""E-mails about accounts: left as rows in the transaction of what they tell, sent by a task.

Who asks for a link learns nothing from the page: whether an account exists is looked up here, when
the e-mail is sent."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import AccountEmail
from core.background.enqueue import enqueue_on_commit
from core.mail import outbox
from core.models import User

Kind = AccountEmail.Kind
WITH_LINK = {Kind.SIGN_UP, Kind.NEW_ADDRESS, Kind.TRY_AGAIN}


def write_email(kind, *, to="", user=None, language="", **data):
    """Leave an e-mail in the caller's transaction. language: else the account's, else Chinese."""
    email = AccountEmail.objects.create(
        kind=kind,
        to=to,
        user=user,
        language=language or (user.language if user else settings.LANGUAGE_CODE),
        data=data,
    )
    enqueue_on_commit("accounts.send_emails")
    return email


def send_waiting(limit=50):
    """Send what waits; the number sent."""
    return outbox.send_pending(AccountEmail, deliver, limit)


def deliver(email):
    """Send one e-mail, or nothing where there is nobody to tell."""
    template, user, to = recipient(email)
    if not to:
        return
    language = user.language if user else email.language
    with translation.override(language):
        context = {"user": user, "site_url": settings.SITE_URL, **email.data}
        if template in WITH_LINK:
            path = reverse("accounts:link", args=[email.new_token()])
            context["link"] = urljoin(settings.SITE_URL, path)
        text = render_to_string(f"accounts/mail/{template}.txt", context).strip()
    subject, _, body = text.partition("\n")
    EmailMessage(
        subject.strip(),
        body.strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [to],
        reply_to=[settings.SUPPORT_EMAIL],
    ).send()


def recipient(email):
    """(template, user, address) of an e-mail; no address where nobody gets it."""
    if email.kind == Kind.TRY_AGAIN:
        user = account_of(email.data["login"])
        return email.kind, user, user.email if user else ""
    if email.kind in (Kind.SIGN_UP, Kind.NEW_ADDRESS):
        owner = User.objects.filter(email=email.to).exclude(pk=email.user_id).first()
        if owner is not None:  # the owner alone learns that there is an account
            AccountEmail.objects.filter(pk=email.pk).update(used_at=timezone.now(), data={})
            return "address_taken", owner, owner.email if owner.is_active else ""
    return email.kind, email.user, email.to or (email.user.email if email.user else "")


def account_of(login):
    """The open account with a normalized login; None where there is none."""
    try:
        user = User.objects.get_by_natural_key(login)
    except User.DoesNotExist:
        return None
    return user if user.is_active else None


def delete_emails(before):
    """Those written before a moment, with what their links would have needed."""
    return AccountEmail.objects.filter(created_at__lt=before).delete()[0]
