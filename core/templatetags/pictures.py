"""Pictures and their texts."""

from django import template

from core.language import in_language

register = template.Library()


@register.simple_tag
def picture_alt(image):
    """What the picture shows, in the page's language; empty for decoration."""
    return in_language(image, "alt")


@register.inclusion_tag("components/gallery.html")
def gallery(pictures):
    """Pictures side by side, thumbs lead to them; static/js/gallery.js marks the one in view.

    pictures: objects with url, thumb_url (else url), alt."""
    return {"pictures": pictures}


@register.inclusion_tag("components/line_picture.html")
def line_picture(url, lazy=False):
    """The small picture of an order's or a cart's line; an icon where there is none."""
    return {"url": url, "lazy": lazy}
