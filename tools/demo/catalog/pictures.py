"""Pictures of the demo's goods: one for each maker and kind, from the finished files.

Written in bulk: saving a hundred images one by one decodes each three times and feeds two of
Wagtail's indexes, which a demo can wait for (`rebuild_references_index`, `update_index`)."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from catalog.pictures import CARD
from core.models import ExpoImage, ExpoRendition
from tools.demo.pictures import picture

CREDIT = "Fluent Emoji, MIT"
BESIDE = 2  # further pictures in a gallery: the maker's other goods
SIDE = 900  # px of the files in goods/
CARD_SIDE = 480  # px of the files in cards/: what catalog.pictures.CARD would make of them


def pictures_for(rows, lookups):
    """ExpoImages by brand and art, made where they are missing."""
    wanted = {(row["brand"], row["art"]): row for row in rows}
    titles = {key: f"demo {key[0]} {key[1]}" for key in wanted}
    known = ExpoImage.objects.filter(title__in=titles.values(), credit=CREDIT)
    by_title = {image.title: image for image in known}
    missing = [key for key in wanted if titles[key] not in by_title]
    images = [_image(titles[key], key, wanted[key], lookups) for key in missing]
    ExpoImage.objects.bulk_create(images)
    # lists of goods show a card at once, not after a first visitor has waited for it
    ExpoRendition.objects.bulk_create(
        _card(image, key) for image, key in zip(images, missing, strict=True)
    )
    by_title |= {image.title: image for image in images}
    return {key: by_title[title] for key, title in titles.items()}


def gallery(row, pictures):
    """The good's own picture, then some of its maker's."""
    own = (row["brand"], row["art"])
    others = [key for key in pictures if key[0] == row["brand"] and key != own]
    return [pictures[key] for key in [own, *others[:BESIDE]]]


def _image(title, key, row, lookups):
    brand = lookups.brand_rows[key[0]]
    data = picture(f"goods/{'-'.join(key)}")
    image = ExpoImage(
        title=title,
        alt_zh=f"{brand['name_zh']} {row['name_zh']}",
        alt_en=f"{brand['name_en']} {row['name_en']}",
        credit=CREDIT,
        collection=lookups.sellers[brand["exhibitor"]].collection or lookups.collection,
        width=SIDE,
        height=SIDE,
        file_size=len(data),
        file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest(),
    )
    image.file = _store(image, f"{'-'.join(key)}.webp", data)
    return image


def _card(image, key):
    rendition = ExpoRendition(image=image, filter_spec=CARD, width=CARD_SIDE, height=CARD_SIDE)
    name = image.filename.replace(".webp", f".{CARD_SIDE}.webp")
    rendition.file = _store(rendition, name, picture(f"cards/{'-'.join(key)}"))
    return rendition


def _store(row, name, data):
    """The stored file's name; a name is no open file, so nothing decodes the picture again."""
    return default_storage.save(row.get_upload_to(name), ContentFile(data))
