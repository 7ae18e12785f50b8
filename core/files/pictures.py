"""Who may see an uploaded picture. One that an exhibitor has put into a draft is for those who work
on it and those who review it; from its first publication on it is everybody's.

Only files whose name says that they come from an exhibitor's desk are looked up: all others, and
those found public within the last hour, cost no query."""

from pathlib import PurePosixPath

from django.core.cache import caches
from wagtail import hooks

from core.models import ExpoImage, ExpoRendition

FROM_DESK = "desk-"
REMEMBERED = 3600  # seconds: what was published once stays public


def is_public(place: PurePosixPath) -> bool:
    """Whether everybody may see the file at this path below MEDIA_ROOT."""
    if not place.name.startswith(FROM_DESK):
        return True
    key = f"public-picture:{place}"
    if caches["local"].get(key):
        return True
    image = image_of(place)
    if image is None or not image.is_public:
        return False
    caches["local"].set(key, True, REMEMBERED)
    return True


def may_see(user, place: PurePosixPath) -> bool:
    """Whether a user may see a picture that is not public yet: its uploader, staff who
    review or choose pictures, and whom an app names by the hook `picture_viewers`."""
    image = image_of(place)
    if image is None or not user.is_authenticated:
        return False
    return (
        image.uploaded_by_user_id == user.pk
        or user.is_superuser
        or any(may(user, image) for may in hooks.get_hooks("picture_viewers"))
    )


def image_of(place):
    """The ExpoImage that a file belongs to, as itself or as one of its sizes; None of no one."""
    if rendition := ExpoRendition.objects.filter(file=str(place)).select_related("image").first():
        return rendition.image
    return ExpoImage.objects.filter(file=str(place)).first()
