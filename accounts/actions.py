"""What people do with their accounts."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail import hooks

from core.models import User


def sign_up(*, kind, value, password, name="", language="zh-hans"):
    """A new account that signs in by `kind` ("email" or "mobile"). Raises IntegrityError where
    the same address or number signed up a moment ago."""
    with transaction.atomic():
        return User.objects.create_user(
            **{kind: value}, password=password, name=name, language=language
        )


def send_password_reset(email):
    """Mails a link of one use, in the account's language. Says nothing to anyone where no account
    has this address. The link's host is SITE_URL, never what a request claims."""
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None or not user.has_usable_password():
        return
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
        send_mail(
            subject=render_to_string("accounts/mail/reset_subject.txt", context).strip(),
            message=render_to_string("accounts/mail/reset.txt", context),
            from_email=None,
            recipient_list=[user.email],
        )


def apps_with_data():
    """Each app's module about personal data, registered by the hook `personal_data`: export(user)
    -> dict, reasons_to_keep(user) -> sentences, forget(user)."""
    return hooks.get_hooks("personal_data")


def export(user):
    """All that the site keeps about this person, as JSON-able values (R-PRIV-5)."""
    data = {
        "exported_at": timezone.now().isoformat(),
        "account": {
            "name": user.name,
            "email": user.email,
            "mobile": user.mobile,
            "language": user.language,
            "joined_at": user.date_joined.isoformat(),
            "last_signed_in_at": user.last_login.isoformat() if user.last_login else None,
            "groups": list(user.groups.values_list("name", flat=True)),
        },
    }
    for app in apps_with_data():
        data |= app.export(user)
    return data


def reasons_to_keep(user):
    """Why this account can't be closed now, a sentence each; empty where it can."""
    return [reason for app in apps_with_data() for reason in app.reasons_to_keep(user)]


def close_account(user):
    """Forgets the person; rows the law keeps (orders, evidence) stay and point to a closed,
    nameless account (R-PRIV-5, R-KEEP-2). Returns the reasons where it can't be closed yet."""
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if reasons := reasons_to_keep(user):
            return reasons
        for app in apps_with_data():
            app.forget(user)
        user.groups.clear()
        user.email, user.mobile = f"closed-{user.pk}@closed.invalid", None
        user.name = user.first_name = user.last_name = ""
        user.is_active = False
        user.set_unusable_password()
        user.save()
    return []
