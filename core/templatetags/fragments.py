"""Parts of a page that depend on nothing but their values, rendered once for equal values."""

import re
from dataclasses import fields, is_dataclass
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
KEPT = 4096  # fragments of about 1 KB


@register.simple_tag
def fragment(name, **values):
    """The template rendered with these values alone; they must be hashable and never change.

    For parts that stand on a page many times, such as product cards: the same values give the same
    HTML, so nothing here can go stale."""
    key = tuple(sorted(values.items()))
    if settings.DEBUG:
        return _render(name, key)
    return _remembered(name, get_language(), key, tuple(_safe(values)))


def _safe(value):
    """Which of the strings inside are safe HTML: an equal string that is not must not pass."""
    if isinstance(value, str):
        yield isinstance(value, SafeString)
    elif isinstance(value, dict):
        for name in sorted(value):
            yield from _safe(value[name])
    elif isinstance(value, tuple):
        for item in value:
            yield from _safe(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _safe(getattr(value, field.name))


@lru_cache(maxsize=KEPT)
def _remembered(name, language, key, safe):
    return _render(name, key)


def _render(name, key):
    # the indenting would be a third of a list's HTML; one line break means the same as many spaces
    return SafeString(re.sub(r"\s*\n\s*", "\n", get_template(name).render(dict(key)).strip()))
