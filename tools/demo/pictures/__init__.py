"""The demo's pictures, finished, as WebP files; CREDITS.txt says what they are made of.

goods/BRAND-ART.webp      900 px, a kind of goods with its brand
cards/BRAND-ART.webp      the same in 480 px, the size of product cards
centers/, booths/         centers, their shelves, exhibitors' booths"""

from io import BytesIO
from pathlib import Path

from django.core.files.images import ImageFile

from core.models import ExpoImage

HERE = Path(__file__).parent


def picture(path):
    """Bytes of `goods/tui-bay-honey` and the like."""
    return (HERE / f"{path}.webp").read_bytes()


def stored_picture(path, **fields):
    """The same as an image of the site."""
    file = ImageFile(BytesIO(picture(path)), name=f"{Path(path).name}.webp")
    return ExpoImage.objects.create(file=file, **fields)
