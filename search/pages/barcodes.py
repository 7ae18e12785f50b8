"""Codes in a photo: what a browser without a detector of its own sends. Nothing of it is kept."""

from urllib.parse import urlsplit

import zxingcpp
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from PIL import Image, ImageOps, UnidentifiedImageError

from centers.models.token import SHAPE
from search.query.goods_query import GoodsQuery
from search.query.params import Links
from search.query.planner import MOST_CHARACTERS

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000
SIDE = 2000  # px: more tells the reader nothing, and costs time
FORMATS = (
    zxingcpp.BarcodeFormat.EAN13,
    zxingcpp.BarcodeFormat.EAN8,
    zxingcpp.BarcodeFormat.UPCA,
    zxingcpp.BarcodeFormat.UPCE,
    zxingcpp.BarcodeFormat.ITF,
    zxingcpp.BarcodeFormat.Code128,
    zxingcpp.BarcodeFormat.QRCode,
)


class UnreadableError(Exception):
    """No picture, or too large a one."""


def read_code(photo: UploadedFile) -> str:
    """The first code in the photo, "" where there is none. Raises UnreadableError."""
    if not photo.size or photo.size > MOST_BYTES:
        raise UnreadableError
    try:
        with Image.open(photo, formats=("JPEG", "PNG", "WEBP", "GIF")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise UnreadableError
            picture.draft("L", (SIDE, SIDE))
            grey = ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableError from error
    grey.thumbnail((SIDE, SIDE))
    found = zxingcpp.read_barcodes(grey, formats=FORMATS)
    return next((code.text.strip() for code in found if code.text.strip()), "")


def address_of(code: str) -> str:
    """Where a code leads: our own printed ones to what they stand for, all else to the search."""
    ours = urlsplit(settings.SITE_URL)
    read = urlsplit(code)
    token = read.path.removeprefix("/q/")
    ours_too = read.netloc == ours.netloc and read.path.startswith("/q/")
    if ours_too and SHAPE.fullmatch(token):
        return reverse("centers:token", args=[token])
    return Links(reverse("search:goods"), GoodsQuery(code[:MOST_CHARACTERS])).url()
