"""The second factor: an authenticator app, passkeys, and backup codes for when both are lost.

Devices, their codes and the pace of guesses are django-otp's; who must have one is ours."""

import unicodedata
from base64 import b32encode
from urllib.parse import quote, urlencode

import django_otp
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from accounts.staff import works_here


def authenticator_of(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def passkeys_of(user):
    return WebAuthnCredential.objects.filter(user=user, confirmed=True).order_by("pk")


def backup_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


def has_second_factor(user):
    """Backup codes alone are none: they stand in for something that was lost."""
    return authenticator_of(user) is not None or passkeys_of(user).exists()


def is_required(user):
    return settings.TWO_FACTOR_REQUIRED and works_here(user)


def methods_of(user):
    """What the ledger keeps about a change: no secrets, no names of devices."""
    return {
        "authenticator": authenticator_of(user) is not None,
        "passkeys": passkeys_of(user).count(),
        "backup_codes": backup_codes_left(user),
    }


def forget(user):
    """Takes every device and code away."""
    for model in (TOTPDevice, StaticDevice, WebAuthnCredential):
        model.objects.filter(user=user).delete()


def typed_code(text):
    """A code without the blanks and dashes it was typed with; full-width digits are taken."""
    return unicodedata.normalize("NFKC", text).replace(" ", "").replace("-", "").lower()


def verify(user, device, code):
    """Whether `device` of this user takes the code, which then is used up: of two who send it at
    once only one gets in."""
    if device is None:
        return False
    return django_otp.verify_token(user, device.persistent_id, code) is not None


def backup_device_of(user):
    return StaticDevice.objects.filter(user=user, confirmed=True).first()


def rejection(device):
    """Why a code was not taken: the wrong one, or too soon after wrong ones."""
    if device is not None:
        device.refresh_from_db()
        allowed, why = device.verify_is_allowed()
        seconds = 0 if allowed else (why["locked_until"] - timezone.now()).total_seconds()
        if seconds > 2:
            return _("Too many wrong codes. Please wait {n} seconds.").format(n=int(seconds) + 1)
    return _("This code is wrong, or has been used already.")


def key_address(device):
    """What an authenticator app reads from the QR code."""
    user = device.user
    label = quote(f"{settings.OTP_TOTP_ISSUER}:{user.email or user.mobile}")
    query = urlencode({"secret": key_text(device), "issuer": settings.OTP_TOTP_ISSUER})
    return f"otpauth://totp/{label}?{query}"


def key_text(device):
    """The key as one types it into an app that can't scan."""
    return b32encode(device.bin_key).decode()
