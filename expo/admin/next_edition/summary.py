"""The sheet beside the wizard's steps: what will be made."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expo.dates import weekday
from expo.editions.carrying import kinds
from expo.halls import floor_plan
from expo.halls.models import Stand


@dataclass(frozen=True, slots=True)
class SummaryRow:
    label: str
    count: int
    remarks: tuple = ()


def summary_of(plan):
    chosen = plan.choices.get("kinds", [])
    rows = [
        SummaryRow(
            kind.made, kind.count(plan.source) - kind.left_out(plan), tuple(kind.remarks(plan))
        )
        for kind in kinds()
        if kind.name in chosen
    ]
    return {
        "plan": plan,
        "first": day_of(plan.starts_on),
        "last": day_of(plan.ends_on),
        "shift": shift_of(plan),
        "rows": rows,
        "plans": small_plans(plan) if "stands" in chosen else [],
    }


def day_of(day):
    return {"date": f"{day:%Y-%m-%d}", "weekday": weekday(day)}


def shift_of(plan):
    """How its days lie to those it is opened from."""
    if plan.days % 7 == 0:
        weeks = plan.days // 7
        text = ngettext(
            "%(n)s week later, same weekdays", "%(n)s weeks later, same weekdays", weeks
        )
        return text % {"n": weeks}
    days = ngettext("%(n)s day later", "%(n)s days later", plan.days) % {"n": plan.days}
    return _("%(days)s, other weekdays") % {"days": days}


def small_plans(plan):
    """Each hall as a drawing of its stands; those that are left out are marked."""
    leaves = plan.choices.get("blocked") == "leave"
    drawings = []
    for hall in plan.source.halls.prefetch_related("stands__pavilion"):
        stands = floor_plan.drawn(hall, hall.stands.all(), {})
        for stand in stands:
            stand.left_out = leaves and stand.stand.state == Stand.State.BLOCKED
        drawings.append(
            {
                "name": hall.name,
                "outline": floor_plan.outline(hall),
                "stands": stands,
                "count": sum(not stand.left_out for stand in stands),
            }
        )
    return drawings
