"""The demo's display centers with hours, shelves, samples and codes; run again, it adds what is
missing and leaves edited rows alone."""

from datetime import date, time

from django.utils import timezone

from catalog.models import Zone
from centers.actions import issue_codes
from centers.models import DisplayCenter, OpeningHours, Sample, Shelf
from core.models import User
from tools.demo.centers.samples import fill
from tools.demo.content import load, model_fields
from tools.demo.pictures import stored_picture

CENTERS = load("centers").centers


def seed(*, goods=None, stdout=None):
    shelves = []
    for plan in CENTERS:
        center = seed_center(plan)
        for at, wanted in enumerate(plan.shelves, start=1):
            shelves.append((seed_shelf(center, wanted, at), wanted, plan.zone))
    stocked = set(Sample.objects.values_list("shelf", flat=True))
    fill([entry for entry in shelves if entry[0].pk not in stocked])
    slugs = [plan.slug for plan in CENTERS]
    issue_codes(
        Sample.objects.filter(shelf__center__slug__in=slugs).select_related("shelf__center")
    )


def seed_center(plan):
    center, made = DisplayCenter.objects.get_or_create(slug=plan.slug, defaults=_fields(plan))
    if made:
        _seed_hours(center, plan)
        names = {"title": center.name_zh, "alt_zh": center.name_zh, "alt_en": center.name_en}
        center.picture = stored_picture(f"centers/center-{plan.slug}", **names)
        center.picture_wide = stored_picture(f"centers/center-{plan.slug}-wide", **names)
        center.save()
    # without the expo's seeder, as in tests, there are no accounts
    if user := User.objects.filter(email=plan.staff).first():
        center.staff.add(user)
    return center


def _fields(plan):
    fields = model_fields(plan.center)
    if not plan.zone:
        return fields
    # customs approves a showroom in a zone for a time; the demo must not run out within a year
    valid_to = date(timezone.localdate().year + 1, 12, 31)
    return {**fields, "zone": Zone.objects.get(code=plan.zone), "approval_valid_to": valid_to}


def _seed_hours(center, plan):
    hours = {"opens": time.fromisoformat(plan.opens), "closes": time.fromisoformat(plan.closes)}
    new_year = date(timezone.localdate().year + 1, 1, 1)
    holiday = {"on": new_year, "reason_zh": "元旦闭馆", "reason_en": "New Year's Day"}
    weekdays = [{"weekday": day, **hours} for day in range(7) if day not in plan.closed_on]
    OpeningHours.objects.bulk_create(
        OpeningHours(center=center, **fields) for fields in (*weekdays, holiday)
    )


def seed_shelf(center, plan, at):
    shelf, made = Shelf.objects.get_or_create(
        center=center,
        code=plan.code,
        defaults={"name_zh": plan.name.zh, "name_en": plan.name.en, "order": at},
    )
    if made:
        name = f"centers/shelf-{center.slug}-{plan.code}".lower()
        names = {"title": shelf.name_zh, "alt_zh": shelf.name_zh, "alt_en": shelf.name_en}
        shelf.picture = stored_picture(name, **names)
        shelf.save()
    return shelf
