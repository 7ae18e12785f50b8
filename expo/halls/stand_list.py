"""The list that says the same as the plan."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from expo.halls import markup


@dataclass
class StandGroup:
    title: str
    stands: list
    letter: str = ""  # of a pavilion: links lead to it
    note: str = ""
    url: str = ""  # of the table to take along
    rows: str = ""  # the stands as HTML


def groups(finder, chosen, csv_url):
    """By pavilion; where something is looked for, what matches and the others, by code."""
    groups = by_fit(finder) if finder.filters else by_pavilion(finder.plan)
    for group in groups:
        group.rows = markup.rows(group.stands, finder.filters.kept, chosen, finder.live)
    if groups:
        groups[-1].url = csv_url
    return groups


def by_fit(finder):
    matches = set(map(id, finder.matches))
    n = len(finder.matches)
    title = ngettext("%(n)s stand that fits", "%(n)s stands that fit", n) % {"n": n}
    others = [each for each in finder.plan.stands if id(each) not in matches]
    groups = [
        StandGroup(title, finder.matches),
        StandGroup(_("Other stands"), others, note=_("by number")),
    ]
    return [group for group in groups if group.stands]


def by_pavilion(plan):
    return [
        StandGroup(
            pavilion.name if pavilion else _("Not in a pavilion"),
            stands,
            pavilion.letter if pavilion else "",
            ngettext("%(n)s stand", "%(n)s stands", len(stands)) % {"n": len(stands)},
        )
        for pavilion, stands in plan.pavilions
    ]
