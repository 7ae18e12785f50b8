"""Codes in a photo, sent by a browser without a detector of its own. Nothing is stored."""

from urllib.parse import urlsplit

import zxingcpp
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from PIL import Image, ImageOps, UnidentifiedImageError

from centers.models.token import SHAPE
from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.planner import MAX_CHARACTERS

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 50_000_000
SIDE = 2000  # px: more adds nothing, and costs time
FORMATS = zxingcpp.barcode_formats_from_str("EAN-13,EAN-8,UPC-A,UPC-E,ITF,Code128,QRCode")


class UnreadablePhotoError(Exception):
    """No picture, or too large a one."""


def read_code(photo: UploadedFile) -> str:
    """The first code in the photo, "" where there is none. Raises UnreadablePhotoError."""
    if not photo.size or photo.size > MAX_BYTES:
        raise UnreadablePhotoError
    try:
        with Image.open(photo, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise UnreadablePhotoError
            picture.draft("L", (SIDE, SIDE))
            grey = ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as exc:
        raise UnreadablePhotoError from exc
    grey.thumbnail((SIDE, SIDE))
    codes = zxingcpp.read_barcodes(grey, formats=FORMATS)
    return next((code.text.strip() for code in codes if code.text.strip()), "")


def address_of(code: str) -> str:
    """Where a code leads: our own printed ones to what they stand for, all else to the search."""
    site = urlsplit(settings.SITE_URL)
    url = urlsplit(code)
    token = url.path.removeprefix("/q/")
    is_token_url = url.netloc == site.netloc and url.path.startswith("/q/")
    if is_token_url and SHAPE.fullmatch(token):
        return reverse("centers:token", args=[token])
    return Links(reverse("search:goods"), GoodsQuery(code[:MAX_CHARACTERS])).url()
