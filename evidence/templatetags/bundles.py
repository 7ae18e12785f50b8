"""What a bundle's manifest says of itself, for people; what is not in our form stays as it is."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()
ORDER = "order "


@register.filter
def subject_text(subject: str) -> str:
    if subject.startswith(ORDER):
        return _("Order %(number)s") % {"number": subject.removeprefix(ORDER)}
    return subject


@register.filter
def moment_text(moment: str) -> str:
    """moment: ISO 8601 with its offset."""
    try:
        at = timezone.localtime(datetime.fromisoformat(moment))
    except (ValueError, OverflowError):  # not a moment, without an offset, or beyond the calendar
        return moment
    text = date_format(at, "Y-m-d H:i:s")
    return _("%(time)s (Beijing time)") % {"time": text}
