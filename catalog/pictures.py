"""Addresses of a good's pictures in the sizes the pages use."""

CARD = "fill-480x480|format-webp"
PAGE = "fill-900x900|format-webp"
THUMB = "fill-144x144|format-webp"


def picture_url(image, spec=CARD):
    """The rendition's address; free of queries where `image.renditions` was prefetched and the
    size exists. An empty string without a picture or with a broken file."""
    if image is None:
        return ""
    for rendition in image.renditions.all():
        if rendition.filter_spec == spec and not rendition.focal_point_key:
            return rendition.url
    try:
        return image.get_rendition(spec).url
    except (OSError, ValueError):
        return ""
