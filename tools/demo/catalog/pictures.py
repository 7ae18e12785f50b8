"""Pictures of the demo's goods, composed when they are seeded: one for each maker and kind.

Written in bulk: saving a hundred images one by one decodes each three times and feeds two of
Wagtail's indexes, which a demo can wait for (`rebuild_references_index`, `update_index`)."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from catalog.pictures import CARD
from core.models import ExpoImage, ExpoRendition
from tools.demo.expo.pictures import SIDE, product_picture

CREDIT = "Fluent Emoji, MIT"
BESIDE = 2  # further pictures in a gallery: the maker's other goods
CARD_SIDE = 480  # of catalog.pictures.CARD


def pictures_for(rows, shelf):
    """ExpoImages by brand and art, made where they are missing."""
    wanted = {(row["brand"], row["art"]): row for row in rows}
    titles = {key: f"demo {key[0]} {key[1]}" for key in wanted}
    by_title = _known(titles.values())
    missing = [key for key in wanted if titles[key] not in by_title]
    with ThreadPoolExecutor() as threads:  # Pillow lets go of the interpreter while it paints
        painted = list(threads.map(lambda key: _paint(key, shelf), missing))
    images = [
        _image(titles[key], key, picture, wanted[key], shelf)
        for key, (picture, _) in zip(missing, painted, strict=True)
    ]
    ExpoImage.objects.bulk_create(images)
    ExpoRendition.objects.bulk_create(
        _card(image, card) for image, (_, card) in zip(images, painted, strict=True)
    )
    by_title |= {image.title: image for image in images}
    return {key: by_title[title] for key, title in titles.items()}


def _known(titles):
    found = ExpoImage.objects.filter(title__in=titles, credit=CREDIT)
    return {image.title: image for image in found}


def gallery(row, pictures):
    """The good's own picture, then some of its maker's."""
    own = (row["brand"], row["art"])
    others = [key for key in pictures if key[0] == row["brand"] and key != own]
    return [pictures[key] for key in [own, *others[:BESIDE]]]


def _paint(key, shelf):
    """The picture and its card size: lists of goods show it at once, not after a first visitor
    has waited for it."""
    brand = shelf.brand_rows[key[0]]
    picture = product_picture(key[1], brand["tint"], brand["name_en"])
    card = BytesIO()
    with Image.open(BytesIO(picture)) as full:
        full.resize((CARD_SIDE, CARD_SIDE), Image.Resampling.LANCZOS).save(card, "WEBP", quality=82)
    return picture, card.getvalue()


def _image(title, key, picture, row, shelf):
    brand = shelf.brand_rows[key[0]]
    image = ExpoImage(
        title=title,
        alt_zh=f"{brand['name_zh']} {row['name_zh']}",
        alt_en=f"{brand['name_en']} {row['name_en']}",
        credit=CREDIT,
        collection=shelf.sellers[brand["exhibitor"]].collection or shelf.collection,
        width=SIDE,
        height=SIDE,
        file_size=len(picture),
        file_hash=hashlib.sha1(picture, usedforsecurity=False).hexdigest(),
    )
    image.file = _store(image, f"{key[0]}-{key[1]}.webp", picture)
    return image


def _card(image, card):
    rendition = ExpoRendition(image=image, filter_spec=CARD, width=CARD_SIDE, height=CARD_SIDE)
    name = image.filename.replace(".webp", f".{CARD_SIDE}.webp")
    rendition.file = _store(rendition, name, card)
    return rendition


def _store(row, name, data):
    """The stored file's name; a name is no open file, so nothing decodes the picture again."""
    return default_storage.save(row.get_upload_to(name), ContentFile(data))
