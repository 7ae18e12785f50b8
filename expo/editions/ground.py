"""Halls, pavilions and stands for the next edition."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from expo.editions.carrying import CarriedKind, CopyOption, keep_exceptions, saved_copies
from expo.halls.models import Facility, Hall, Pavilion, Stand


def kinds():
    return [
        CarriedKind(
            name="halls",
            label=pgettext("next edition", "Halls"),
            text=_("Size, doors and facilities, and the picture under the plan."),
            made=pgettext("next edition", "Halls"),
            count=lambda source: source.halls.count(),
            copy=copy_halls,
        ),
        CarriedKind(
            name="pavilions",
            label=_("Pavilions"),
            text=_("Letter, colour, name and theme."),
            made=_("Pavilions"),
            count=lambda source: source.pavilions.count(),
            copy=copy_pavilions,
        ),
        CarriedKind(
            name="stands",
            label=_("Stands"),
            text=_("Code, place and area; who stood there is not taken over."),
            made=_("Stands, none allotted"),
            count=lambda source: stands_of(source).count(),
            copy=copy_stands,
            options=(
                CopyOption(
                    "blocked",
                    _("Blocked stands"),
                    (("keep", _("stay blocked")), ("leave", _("are left out"))),
                ),
            ),
            needs=("halls",),
            left_out=left_out,
            remarks=remarks,
        ),
    ]


def stands_of(source):
    return Stand.objects.filter(hall__edition=source)


def blocked_of(source):
    return stands_of(source).filter(state=Stand.State.BLOCKED)


def left_out(plan):
    return blocked_of(plan.source).count() if plan.choices.get("blocked") == "leave" else 0


def remarks(plan):
    blocked = blocked_of(plan.source).count()
    if not blocked:
        return []
    if plan.choices.get("blocked") == "leave":
        return [_("%(n)s blocked ones are left out.") % {"n": blocked}]
    return [pgettext("stands", "%(n)s of them stay blocked.") % {"n": blocked}]


def copy_halls(opening):
    halls = Hall.objects.filter(edition=opening.source)
    opening.halls = saved_copies(halls, edition=opening.edition)
    facilities = Facility.objects.filter(hall__in=list(opening.halls)).order_by("pk")
    saved_copies(facilities, hall=lambda facility: opening.halls[facility.hall_id])
    return len(opening.halls)


def copy_pavilions(opening):
    pavilions = Pavilion.objects.filter(edition=opening.source)
    opening.pavilions = saved_copies(pavilions, edition=opening.edition)
    return len(opening.pavilions)


def copy_stands(opening):
    stands = stands_of(opening.source).order_by("pk")
    if opening.option("blocked") == "leave":
        stands = stands.exclude(state=Stand.State.BLOCKED)
    opening.stands = copies = saved_copies(
        stands,
        hall=lambda stand: opening.halls[stand.hall_id],
        pavilion=lambda stand: opening.pavilions.get(stand.pavilion_id),
        state=new_state,
    )
    keep_exceptions(copies)
    return len(copies)


def new_state(stand):
    """Nobody has one yet."""
    return stand.state if stand.state == Stand.State.BLOCKED else Stand.State.AVAILABLE
