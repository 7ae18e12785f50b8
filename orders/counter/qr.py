"""A pick-up code as a picture that the counter's phone or scanner reads."""

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe


def address_of(code):
    return f"{settings.SITE_URL}{reverse('orders:counters')}?code={code}"


def picture_of(code):
    """SVG for a page: black on white, so that it reads in dark mode too."""
    drawn = segno.make(address_of(code), error="m", micro=False)
    svg = drawn.svg_inline(
        border=4, light="#fff", dark="#000", svgclass=None, lineclass=None, omitsize=True
    )
    return mark_safe(svg)  # noqa: S308 - drawn by segno from our own address
