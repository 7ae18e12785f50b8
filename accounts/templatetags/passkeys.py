"""The words that django-otp-webauthn's scripts show, in the page's language."""

from django import template
from django.utils.html import json_script
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def passkey_texts():
    """A data block for static/js/passkeys.js: the library's English, and ours."""
    failed = _("That did not work. Please try again.")
    unreachable = _("The site did not answer as it should. Please try again.")
    stopped = _("Stopped, or not allowed by the device.")
    done = _("Done.")
    texts = {
        "Verifying...": _("Waiting for your device…"),
        "Registering...": _("Waiting for your device…"),
        "Finishing verification...": _("One moment…"),
        "Finishing registration...": _("One moment…"),
        "Verification successful!": done,
        "Registration successful!": done,
        "Verification aborted.": stopped,
        "Registration aborted.": stopped,
        "Verification canceled or not allowed.": stopped,
        "Registration aborted or not allowed.": stopped,
        "An error occurred during verification.": failed,
        "An error occurred during registration.": failed,
        "Verification failed. An unknown error occurred.": failed,
        "Registration failed. An unknown error occurred.": failed,
        "Verification failed. A server error occurred.": unreachable,
        "Registration failed. A server error occurred.": unreachable,
        "Verification failed. An unknown server error occurred.": unreachable,
        "Verification failed. Could not retrieve parameters from the server.": unreachable,
        "Registration failed. Unable to fetch registration options from server.": unreachable,
        "Registration failed. The server was unable to verify this passkey.": _(
            "This passkey could not be checked. Please try again."
        ),
        "Registration failed. You most likely already have a Passkey registered for this site.": _(
            "This device already has a passkey for your account."
        ),
        "Registration failed. A technical problem occurred that prevents you from registering a"
        " Passkey for this site.": failed,
        "Verify with Passkey": _("Use a passkey"),
        "Register a Passkey": _("Make a passkey"),
    }
    return json_script(texts, "passkey_texts")
