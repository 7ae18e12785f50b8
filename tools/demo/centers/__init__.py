"""The demo's display centers with hours, shelves, samples and codes; run again, it mends what is
missing and leaves edited rows alone."""

from datetime import date
from io import BytesIO

from django.core.files.images import ImageFile
from django.utils import timezone

from catalog.models import Zone
from centers.actions import issue_codes
from centers.models import DisplayCenter, OpeningHours, Sample, Shelf
from core.models import ExpoImage, User
from tools.demo.centers.places import PLACES
from tools.demo.centers.samples import fill
from tools.demo.expo.pictures import scene, shelf_picture


def seed(*, goods=None, stdout=None):
    shelves = []
    for slug, place in PLACES.items():
        center = seed_center(slug, place)
        shelves += [(seed_shelf(center, wanted, at), wanted, place.zone)
                    for at, wanted in enumerate(place.shelves, start=1)]  # fmt: skip
    stocked = set(Sample.objects.values_list("shelf", flat=True))
    fill([entry for entry in shelves if entry[0].pk not in stocked])
    issue_codes(
        Sample.objects.filter(shelf__center__slug__in=PLACES).select_related("shelf__center")
    )


def seed_center(slug, place):
    center, made = DisplayCenter.objects.get_or_create(slug=slug, defaults=_fields(place))
    if made:
        _seed_hours(center, place)
        rows = [row.split() for row in place.wide]
        wide = shelf_picture(rows, place.tint, (2100, 900))
        center.picture = _picture(scene(place.picture), f"center-{slug}", center)
        center.picture_wide = _picture(wide, f"center-{slug}-wide", center)
        center.save()
    if user := User.objects.filter(email=place.staff).first():
        center.staff.add(user)
    return center


def _fields(place):
    if not place.zone:
        return place.fields
    year = timezone.localdate().year
    zone = Zone.objects.get(code=place.zone)
    return {**place.fields, "zone": zone, "approval_valid_to": date(year + 1, 12, 31)}


def _seed_hours(center, place):
    new_year = date(timezone.localdate().year + 1, 1, 1)
    OpeningHours.objects.bulk_create(
        [
            *(
                OpeningHours(center=center, weekday=day, opens=opens, closes=closes)
                for day, (opens, closes) in place.hours.items()
            ),
            OpeningHours(
                center=center, on=new_year, reason_zh="元旦闭馆", reason_en="New Year's Day"
            ),
        ]
    )


def seed_shelf(center, wanted, at):
    shelf, made = Shelf.objects.get_or_create(
        center=center,
        code=wanted.code,
        defaults={"name_zh": wanted.names[0], "name_en": wanted.names[1], "order": at},
    )
    if made:
        picture = shelf_picture([wanted.arts.split()])
        shelf.picture = _picture(picture, f"shelf-{center.slug}-{wanted.code}".lower(), shelf)
        shelf.save()
    return shelf


def _picture(content, name, subject):
    return ExpoImage.objects.create(
        title=subject.name_zh,
        alt_zh=subject.name_zh,
        alt_en=subject.name_en,
        file=ImageFile(BytesIO(content), name=f"{name}.webp"),
    )
