from datetime import timedelta

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def duration(span: timedelta | int | None) -> str:
    """A span of time for people: 3.2 s, 4 min, 2 h, 3 days."""
    if span is None:
        return ""
    seconds = span.total_seconds() if isinstance(span, timedelta) else float(span)
    if seconds < 10:
        return _("{n} s").format(n=round(seconds, 1))
    for size, up_to, words in (
        (1, 120, _("{n} s")), (60, 7200, _("{n} min")), (3600, 172_800, _("{n} h")),
    ):  # fmt: skip
        if seconds < up_to:
            return words.format(n=round(seconds / size))
    return _("{n} days").format(n=round(seconds / 86_400))
