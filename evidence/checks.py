"""System checks of the settings that evidence rests on."""

from django.conf import settings
from django.core.checks import Error, register

from evidence.timestamps.pins import FINGERPRINT, normal_fingerprint


@register("production")
def timestamp_fingerprints(app_configs=None, **kwargs):
    """Stamps are believed by certificates that the settings pin: in production they must."""
    named = settings.TSA_FINGERPRINTS
    if settings.PRODUCTION and not named:
        return [
            Error(
                "TSA_FINGERPRINTS is empty: pin your timestamp authority, or its certificate could "
                "be exchanged with the ledger. `manage.py timestamp_fingerprints` prints it.",
                id="evidence.E001",
            )
        ]
    return [
        Error(
            f"TSA_FINGERPRINTS: {each!r} is no SHA-256 fingerprint (64 hex digits).",
            id="evidence.E002",
        )
        for each in named
        if not FINGERPRINT.fullmatch(normal_fingerprint(each))
    ]
