"""Addresses of a good's pictures in the sizes the pages use."""

from functools import cache

from wagtail.images.models import Filter

from core.models.images import ExpoImage

CARD = "fill-480x480|format-webp"
PAGE = "fill-900x900|format-webp"
THUMB = "fill-144x144|format-webp"


def picture_url(image, spec=CARD):
    """The rendition's address; free of queries where `image.renditions` was prefetched and the
    size exists. An empty string without a picture or with a broken file."""
    if image is None:
        return ""
    # Wagtail files what is cut out of a picture under a key of its focal point, even without one
    keys = ("", _key(spec) if not image.has_focal_point() else Filter(spec).get_cache_key(image))
    for rendition in image.renditions.all():
        if rendition.filter_spec == spec and rendition.focal_point_key in keys:
            return rendition.url
    try:
        return image.get_rendition(spec).url
    except (OSError, ValueError):
        return ""


@cache
def _key(spec):
    """The key of every picture without a focal point."""
    return Filter(spec).get_cache_key(ExpoImage())
