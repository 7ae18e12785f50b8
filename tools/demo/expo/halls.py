"""The demo's halls, pavilions, stands and sessions. What is there already keeps its state: the
exhibitors' seeder and the organizers have moved on from it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from expo.models import Facility, Hall, Pavilion, Session, Speaker, Stand
from tools.demo.expo.content import edition as edition_words
from tools.demo.expo.content import halls as hall_words
from tools.demo.expo.content import programme as words

LIVE_URL = "https://live.expo.test/{}"


def named(pair, field="name"):
    return {f"{field}_zh": pair[0], f"{field}_en": pair[1]}


def seed_halls(edition):
    pavilions = {}
    for letter, name, theme in edition_words.PAVILIONS:
        pavilions[letter], _ = Pavilion.objects.get_or_create(
            edition=edition, letter=letter, defaults=named(name) | named(theme, "theme")
        )
    for order, plan in enumerate(hall_words.HALLS):
        hall, _ = Hall.objects.get_or_create(
            edition=edition,
            slug=plan["slug"],
            defaults=named(plan["name"])
            | {"width": plan["width"], "depth": plan["depth"], "order": order},
        )
        seed_stands(hall, plan, pavilions)
        if not hall.facilities.exists():
            Facility.objects.bulk_create(
                Facility(hall=hall, kind=kind, x=x, y=y, width=wide, depth=deep, **named(name))
                for kind, name, x, y, wide, deep in plan["facilities"]
            )


def seed_stands(hall, plan, pavilions):
    known = set(hall.stands.values_list("code", flat=True))
    Stand.objects.bulk_create(
        Stand(hall=hall, pavilion=pavilions[letter], code=code, shape=shape, state=state_of(code))
        for letter, corner in plan["blocks"].items()
        for code, shape in hall_words.plan(letter, corner).items()
        if code not in known
    )


def state_of(code):
    if code in hall_words.BLOCKED:
        return Stand.State.BLOCKED
    if code in hall_words.FREE | hall_words.FOR_EXHIBITORS:
        return Stand.State.AVAILABLE
    return Stand.State.HELD


def seed_programme(edition):
    speakers = {}
    for key, (name, post) in words.SPEAKERS.items():
        speakers[key], _ = Speaker.objects.get_or_create(
            name_zh=name[0], name_en=name[1], defaults=named(post, "post")
        )
    halls = {hall.slug: hall for hall in edition.halls.all()}
    for slot in (*words.SLOTS, words.ON_AIR):
        starts, ends = times(edition, slot)
        session, _ = Session.objects.update_or_create(
            edition=edition,
            title_zh=slot.title[0],
            defaults=named(slot.title, "title")
            | named(slot.summary, "summary")
            | named(slot.room, "room")
            | {
                "track": slot.track,
                "hall": halls[slot.hall],
                "starts_at": starts,
                "ends_at": ends,
                "capacity": slot.capacity,
                "live_url": LIVE_URL.format(slot.key) if slot.live else "",
                "replay_url": LIVE_URL.format(f"{slot.key}/replay") if slot.live else "",
            },
        )
        session.speakers.set(speakers[key] for key in slot.speakers)


def times(edition, slot):
    if slot is words.ON_AIR:
        began = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=20)
        return began, began + timedelta(hours=2)
    day = edition.starts_on + timedelta(days=slot.day)
    return tuple(
        timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
        for clock in (slot.starts, slot.ends)
    )
