"""Passkeys are bound to a host name: at a bare IP address there are
none."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django_otp_webauthn.helpers import WebAuthnHelper


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
