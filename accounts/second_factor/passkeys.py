"""Passkeys are bound to a host name: at a bare IP address there are none."""

import ipaddress
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django_otp_webauthn import exceptions
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.settings import app_settings


def host_of(request):
    """The host name that the browser requested, without a port."""
    return urlsplit(f"//{request.get_host()}").hostname or ""


def are_possible(request):
    """Whether browsers make and use passkeys for the address this page was requested by."""
    origin = f"{request.scheme}://{request.get_host()}"
    if origin not in settings.OTP_WEBAUTHN_ALLOWED_ORIGINS:
        return False
    try:
        ipaddress.ip_address(host_of(request))
    except ValueError:
        return True
    return False


class Helper(WebAuthnHelper):
    """django-otp-webauthn's, with our names: some people sign in by mobile number."""

    def get_relying_party_domain(self):
        return host_of(self.request)

    def get_relying_party_name(self):
        return _("E-Expo")

    def get_credential_name(self, user):
        return user.email or user.mobile

    def get_credential_display_name(self, user):
        return user.get_full_name()

    def authenticate_begin(self, user=None, require_user_verification=True):
        """(options, state): the state names the person awaited, and since when."""
        options, state = super().authenticate_begin(user, require_user_verification)
        return options, {**state, "user": user and user.pk, "at": int(time.time())}

    def authenticate_complete(self, user, state, data):
        """The passkey that answered. Raises InvalidState after OTP_WEBAUTHN_TIMEOUT_SECONDS, and
        where another person is awaited than when it began: it may have needed no PIN then."""
        late = time.time() - state["at"] > app_settings.OTP_WEBAUTHN_TIMEOUT_SECONDS
        if late or state["user"] != (user and user.pk):
            raise exceptions.InvalidState
        if user is None:
            state = {**state, "require_user_verification": True}
        return super().authenticate_complete(user, state, data)
