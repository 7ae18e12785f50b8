"""Centers, shelves and samples for tests."""

from datetime import date, time
from itertools import count

from centers.models import DisplayCenter, OpeningHours, Sample, Shelf, Token
from tests.factories import make_zone

serial = count(1)


def make_center(slug="airport", *, kind="airport", hours=((time(7), time(21)),), **fields):
    """Open every day from 7:00 to 21:00."""
    defaults = {
        "code": slug.upper(),
        "name_zh": f"{slug}展示中心",
        "name_en": f"{slug.title()} center",
        "kind": kind,
        "address_zh": "郑州市某路 1 号",
        "address_en": "1 Some Road, Zhengzhou",
    }
    center, made = DisplayCenter.objects.get_or_create(slug=slug, defaults=defaults | fields)
    if made:
        OpeningHours.objects.bulk_create(
            OpeningHours(center=center, weekday=day, opens=opens, closes=closes)
            for day in range(7)
            for opens, closes in hours
        )
    return center


def make_pick_up_center(slug="bonded", **fields):
    """Inside the special zone, with an approval valid for long."""
    defaults = {
        "kind": "special_zone",
        "in_special_zone": True,
        "fulfilment": DisplayCenter.Fulfilment.PICK_UP,
        "zone": fields.pop("zone", None) or make_zone(),
        "approval_number": "郑关保字〔2026〕0001号",
        "approval_valid_to": date(2099, 12, 31),
    }
    return make_center(slug, **defaults | fields)


def make_shelf(center=None, code=None, **fields):
    code = code or f"A{next(serial)}"
    defaults = {"name_zh": "食品", "name_en": "Food"}
    return Shelf.objects.create(center=center or make_center(), code=code, **defaults | fields)


def make_sample(variant, shelf=None, **fields):
    return Sample.objects.create(shelf=shelf or make_shelf(), variant=variant, **fields)


def make_token(sample, **fields):
    fields = {"variant": sample.variant, "center": sample.shelf.center} | fields
    return Token.objects.create(sample=sample, **fields)
