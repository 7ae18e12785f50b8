from django import template

from core.language import in_language

register = template.Library()


@register.simple_tag
def picture_alt(image):
    """What the picture shows, in the page's language; empty for decoration."""
    return in_language(image, "alt")
