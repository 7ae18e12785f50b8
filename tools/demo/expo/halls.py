"""The demo's halls, pavilions, stands and sessions. What is there already keeps its state: the
exhibitors' seeder and the organizers have moved on from it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from expo.models import Facility, Hall, Pavilion, Session, Speaker, Stand
from tools.demo.content import bilingual, load, model_fields
from tools.demo.expo.stand_plan import HALLS, shapes

PROGRAMME = load("programme")
LIVE_URL = "https://live.expo.test/{}"


def seed_halls(edition):
    pavilions = {}
    for each in load("edition").pavilions:
        pavilions[each.letter], _ = Pavilion.objects.get_or_create(
            edition=edition, letter=each.letter, defaults=model_fields(each)
        )
    for order, plan in enumerate(HALLS.halls):
        hall, _ = Hall.objects.get_or_create(
            edition=edition,
            slug=plan.slug,
            defaults={
                **bilingual("name", plan.name),
                "width": plan.width,
                "depth": plan.depth,
                "order": order,
            },
        )
        seed_stands(hall, plan, pavilions)
        if not hall.facilities.exists():
            Facility.objects.bulk_create(
                Facility(hall=hall, **model_fields(each)) for each in plan.facilities
            )


def seed_stands(hall, plan, pavilions):
    known = set(hall.stands.values_list("code", flat=True))
    Stand.objects.bulk_create(
        Stand(hall=hall, pavilion=pavilions[letter], code=code, shape=shape, state=state_of(code))
        for letter, corner in vars(plan.blocks).items()
        for code, shape in shapes(letter, corner).items()
        if code not in known
    )


def state_of(code):
    if code in HALLS.blocked:
        return Stand.State.BLOCKED
    if code in HALLS.free + HALLS.for_exhibitors:
        return Stand.State.AVAILABLE
    return Stand.State.HELD


def seed_programme(edition):
    speakers = {}
    for key, each in vars(PROGRAMME.speakers).items():
        speakers[key], _ = Speaker.objects.get_or_create(
            **bilingual("name", each.name), defaults=bilingual("post", each.post)
        )
    halls = {hall.slug: hall for hall in edition.halls.all()}
    for slot in (*PROGRAMME.sessions, PROGRAMME.on_air):
        starts, ends = times(edition, slot)
        live = getattr(slot, "live", False)
        # times are relative to the edition, which moves on when an old demo is seeded again
        session, _ = Session.objects.update_or_create(
            edition=edition,
            title_zh=slot.title[0],
            defaults={
                **bilingual("title", slot.title),
                **bilingual("summary", slot.summary),
                **bilingual("room", getattr(PROGRAMME.rooms, slot.room)),
                "track": slot.track,
                "hall": halls[slot.hall],
                "starts_at": starts,
                "ends_at": ends,
                "capacity": getattr(slot, "capacity", None),
                "live_url": LIVE_URL.format(slot.key) if live else "",
                "replay_url": LIVE_URL.format(f"{slot.key}/replay") if live else "",
            },
        )
        session.speakers.set(speakers[key] for key in getattr(slot, "speakers", ()))


def times(edition, slot):
    if slot is PROGRAMME.on_air:
        began = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=20)
        return began, began + timedelta(hours=2)
    day = edition.starts_on + timedelta(days=slot.day)
    return tuple(
        timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
        for clock in (slot.starts, slot.ends)
    )
