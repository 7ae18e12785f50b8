"""Identity numbers as this site takes them: today, and by its setting about residence permits."""

from django.conf import settings
from django.utils import timezone

from orders.identity.numbers import Caution, IdentityCheck, check_identity


def beijing_today():
    """R-TIME-1: today where customs is, whatever the server's clock is set to."""
    return timezone.localdate()


def check_today(number: str) -> IdentityCheck:
    return check_identity(
        number,
        beijing_today(),
        allow_residence_permits=settings.IDENTITY_ALLOW_RESIDENCE_PERMITS,
    )


def is_minor(number: str) -> bool:
    """14 to 17 years old today: a guardian must agree (R-PRIV-4)."""
    return Caution.UNDER_18 in check_today(number).warnings
