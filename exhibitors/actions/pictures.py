"""Taking pictures from outside: whatever arrives is decoded and written anew, so that neither
metadata nor anything hidden behind the picture comes along."""

from io import BytesIO

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.files.pictures import FROM_DESK
from core.models import ExpoImage
from exhibitors.actions.booths import own_collection
from exhibitors.errors import NotAllowedError
from exhibitors.models import Exhibitor

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 2400  # px
SHORTEST_SIDE = 300
QUALITY = 86


def store_picture(exhibitor, upload, *, user, title, alt_zh="", alt_en=""):
    """Keep an uploaded picture in the exhibitor's own collection; the ExpoImage.

    Raises NotAllowedError with a sentence for the member."""
    cleaned = re_encoded(upload)
    with transaction.atomic():
        exhibitor = Exhibitor.objects.select_for_update().get(pk=exhibitor.pk)
        collection = own_collection(exhibitor)
        ensure_within_package(exhibitor, collection)
        # the mark in front, and nothing to guess: sizes of it keep only the name's beginning
        name = f"{FROM_DESK}{get_random_string(10).lower()}-{exhibitor.slug}.webp"
        return ExpoImage.objects.create(
            title=title[:255],
            alt_zh=alt_zh,
            alt_en=alt_en,
            collection=collection,
            uploaded_by_user=user,
            file=ImageFile(BytesIO(cleaned), name=name),
            is_public=False,
        )


def ensure_within_package(exhibitor, collection):
    limit = exhibitor.package_limit("max_pictures")
    if limit is not None and ExpoImage.objects.filter(collection=collection).count() >= limit:
        message = _("Your package has room for %(n)d pictures; please ask the organizers for more.")
        raise NotAllowedError(message % {"n": limit})


def re_encoded(upload):
    """The picture as clean WebP bytes. Size and dimensions are looked at before any decoding."""
    if upload.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        megabytes = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // (1024 * 1024)
        raise NotAllowedError(_("The file is larger than %(n)d MB.") % {"n": megabytes})
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            # from the header alone: a few kilobytes can claim a gigapixel
            ensure_usable_size(*picture.size)
            # phones store pictures turned and say so in EXIF, which is dropped below
            picture = ImageOps.exif_transpose(picture)
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
            has_alpha = "A" in picture.getbands() or "transparency" in picture.info
            clean = picture.convert("RGBA" if has_alpha else "RGB")
    # Pillow raises any of these for a broken file
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        raise NotAllowedError(
            _("This is not a JPEG, PNG or WebP picture, or it is damaged.")
        ) from error
    clean.info = {}  # no EXIF, no comments: they may say where and by whom it was taken
    out = BytesIO()
    clean.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def ensure_usable_size(width, height):
    if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise NotAllowedError(_("The picture has too many pixels; 40 million at most."))
    if min(width, height) < SHORTEST_SIDE:
        raise NotAllowedError(_("The picture is too small: at least 300 px on each side."))
