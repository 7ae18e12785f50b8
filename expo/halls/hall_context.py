"""A hall's page: the drawing, the stand chosen, and the list that says the same."""

from django.utils.translation import gettext as _
from wagtail import hooks

from core.files.csv_cells import csv_file
from expo.halls import floor_plan


def occupants(stands):
    """Who stands where, by the stand's pk, in the visitor's language."""
    by_stand = {}
    for stand_occupants in hooks.get_hooks("stand_occupants"):
        by_stand |= stand_occupants(stands)
    return by_stand


def drawn(hall, selected=""):
    stands = list(hall.stands.select_related("pavilion"))
    return floor_plan.drawn(hall, stands, occupants(stands), selected)


def context_of(page, halls, hall, selected):
    """halls: all of the edition; hall: the one drawn; selected: a stand's code or ""."""
    stands = drawn(hall, selected)
    chosen = next((stand for stand in stands if stand.selected), None)
    # attributes for the template: a hall has no url by itself, only below an edition's page
    for other in halls:
        other.url = page.hall_url(other)
        other.on = other.pk == hall.pk
    groups = grouped(stands)
    return {
        "hall": hall,
        "halls": halls,
        "stands": stands,
        # the chosen one last: nothing is drawn over its frame and pin
        "drawing": sorted(stands, key=lambda stand: stand.selected),
        "chosen": chosen,
        "unknown": selected if selected and chosen is None else "",
        "free_n": sum(stand.free for stand in stands),
        "groups": groups,
        "outline": floor_plan.outline(hall),
        "facilities": floor_plan.facilities(hall, hall.facilities.all()),
        "csv_url": f"{page.url}{page.reverse_subpage('stands_csv', args=[hall.slug])}",
    }


def grouped(stands):
    """[(pavilion or None, stands)] in the order of letters."""
    groups = {}
    for stand in stands:
        groups.setdefault(stand.stand.pavilion, []).append(stand)
    return sorted(groups.items(), key=lambda item: item[0].letter if item[0] else "~")


def stands_csv(page, hall):
    head = [_("Stand"), _("Pavilion"), _("Exhibitors"), _("Square metres"), _("State")]
    rows = [
        [
            stand.code,
            str(stand.stand.pavilion or ""),
            stand.names,
            stand.stand.area,
            stand.stand.get_state_display(),
        ]
        for stand in drawn(hall)
    ]
    return csv_file(f"{hall.slug}-stands.csv", head, rows)
