"""The demo's halls, pavilions, stands and sessions. What is there already keeps its state: the
exhibitors' seeder and the organizers have moved on from it."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from expo.models import Facility, Hall, Pavilion, Session, Speaker, Stand
from tools.demo.content import bilingual, load, model_fields

PROGRAMME = load("programme")
HALLS = load("halls")
CELL, ROW = HALLS.cell, HALLS.row_depth  # metres
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
                "stand": stand_of(halls[slot.hall], slot),
                "starts_at": starts,
                "ends_at": ends,
                "capacity": getattr(slot, "capacity", None),
                "live_url": LIVE_URL.format(slot.key) if live else "",
                "replay_url": LIVE_URL.format(f"{slot.key}/replay") if live else "",
            },
        )
        session.speakers.set(speakers[key] for key in getattr(slot, "speakers", ()))


def stand_of(hall, slot):
    """The stand that a session is held at, if it is at one."""
    return hall.stands.filter(code=getattr(slot, "stand", "")).first()


def times(edition, slot):
    if slot is PROGRAMME.on_air:
        began = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=20)
        return began, began + timedelta(hours=2)
    day = edition.starts_on + timedelta(days=slot.day)
    return tuple(
        timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))
        for clock in (slot.starts, slot.ends)
    )


def stands(letter, corner):
    """(code, corners) of a full pavilion: eight stands of 5 × 6 m, in two rows back to back."""
    x, y = corner
    for number in range(1, 9):
        column, row = (number - 1) % 4, (number - 1) // 4
        yield f"{letter}-{number:02d}", rectangle(x + column * CELL, y + row * ROW, CELL, ROW)


def rectangle(left, top, wide, tall):
    return [[left, top], [left + wide, top], [left + wide, top + tall], [left, top + tall]]


def shapes(letter, corner):
    """{code: corners} of a pavilion; C-01 is an L of three cells, E-03 has a double front."""
    x, y = corner
    by_code = dict(stands(letter, corner))
    if letter == "C":  # an L: the first two cells of the north row and one below
        by_code["C-01"] = [
            [x, y],
            [x + 2 * CELL, y],
            [x + 2 * CELL, y + ROW],
            [x + CELL, y + ROW],
            [x + CELL, y + 2 * ROW],
            [x, y + 2 * ROW],
        ]
        del by_code["C-02"], by_code["C-05"]
    if letter == "E":
        by_code["E-03"] = rectangle(x + 2 * CELL, y, 2 * CELL, ROW)
        del by_code["E-04"]
    return by_code
