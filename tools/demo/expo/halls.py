"""The demo's halls, pavilions, stands and sessions. What is there already keeps its state: the
exhibitors' seeder and the organizers have moved on from it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from expo.models import Facility, Hall, Pavilion, Session, Speaker, Stand
from tools.demo.content import load
from tools.demo.expo.stand_plan import HALLS, shapes

PROGRAMME = load("programme")
LIVE_URL = "https://live.expo.test/{}"


def named(pair, field="name"):
    return {f"{field}_zh": pair[0], f"{field}_en": pair[1]}


def seed_halls(edition):
    pavilions = {}
    for each in load("edition").pavilions:
        pavilions[each.letter], _ = Pavilion.objects.get_or_create(
            edition=edition,
            letter=each.letter,
            defaults=named(each.name) | named(each.theme, "theme"),
        )
    for order, plan in enumerate(HALLS.halls):
        hall, _ = Hall.objects.get_or_create(
            edition=edition,
            slug=plan.slug,
            defaults=named(plan.name) | {"width": plan.width, "depth": plan.depth, "order": order},
        )
        seed_stands(hall, plan, pavilions)
        if not hall.facilities.exists():
            Facility.objects.bulk_create(
                Facility(
                    hall=hall,
                    kind=each.kind,
                    x=each.x,
                    y=each.y,
                    width=getattr(each, "width", None),
                    depth=getattr(each, "depth", None),
                    **named(each.name),
                )
                for each in plan.facilities
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
            name_zh=each.name[0], name_en=each.name[1], defaults=named(each.post, "post")
        )
    halls = {hall.slug: hall for hall in edition.halls.all()}
    for slot in (*PROGRAMME.sessions, PROGRAMME.on_air):
        starts, ends = times(edition, slot)
        live = getattr(slot, "live", False)
        # times are relative to the edition, which moves on when an old demo is seeded again
        session, _ = Session.objects.update_or_create(
            edition=edition,
            title_zh=slot.title[0],
            defaults=named(slot.title, "title")
            | named(slot.summary, "summary")
            | named(getattr(PROGRAMME.rooms, slot.room), "room")
            | {
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
