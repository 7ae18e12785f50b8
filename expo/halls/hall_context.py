"""A hall's page: the drawing, the stand chosen, and the list that says the same."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _

from core.files.csv_cells import csv_file
from expo.halls import finder_links, floor_plan, markup, stand_list
from expo.halls.finder import Filters, Finder
from expo.halls.models import Stand
from expo.halls.plans import occupants_of, plan_of
from expo.halls.stand_card import card_of


def context_of(page, halls, hall, query, day, as_rows):
    """halls: all of the edition; hall: the one drawn; query: the address's; day: the hall's
    sessions of today; as_rows: makes rows of the programme of some."""
    plan = plan_of(hall)
    finder = Finder(plan, Filters.of(query), day.live)
    selected = query.get("stand", "").strip()
    chosen = plan.stand(selected) if selected else None
    links = hall_links(page, halls, hall, finder.filters)
    csv_url = f"{page.url}{page.reverse_subpage('stands_csv', args=[hall.slug])}"
    context = finder_links.context_of(finder, links, page.hall_url(hall))
    return context | {
        "hall": hall,
        "plan": plan,
        "finder": finder,
        "filters": finder.filters,
        "halls": links,
        "drawing": markup.drawing(looks(finder, chosen), finder.filters.kept),
        "chosen": chosen,
        "card": card_of(plan, chosen, day, as_rows) if chosen else None,
        "unknown": selected if selected and chosen is None else "",
        "elsewhere": elsewhere(page, halls, selected) if selected and chosen is None else None,
        "free_stands": [each for each in plan.stands if each.drawn.free],
        "occupied_n": sum(bool(each.drawn.occupants) for each in plan.stands),
        "groups": stand_list.groups(finder, chosen, csv_url),
    }


def hall_links(page, halls, hall, filters):
    """Each hall with what is looked for here."""
    links = []
    for other in halls:
        url = page.hall_url(other)
        link = {"name": other.name, "url": f"{url}{filters.query() if filters else ''}"}
        links.append(link | {"on": other.pk == hall.pk, "hall": other})
    return links


def looks(finder, chosen):
    """(stand, classes, whether it is chosen) of each; the chosen one last: nothing is drawn over
    its frame."""
    lit = set(map(id, finder.matches)) if finder.filters else set()
    stands = [each for each in finder.plan.stands if each is not chosen]
    for each in [*stands, chosen] if chosen else stands:
        look = each.classes
        if finder.filters:
            look += " stand--lit" if id(each) in lit else " stand--dim"
        yield each, look + (" stand--on" if each is chosen else ""), each is chosen


def elsewhere(page, halls, code):
    """The address of a stand in another hall of the edition, for a code scanned long ago."""
    stand = Stand.objects.filter(hall__in=halls, code__iexact=code).select_related("hall").first()
    if stand is None:
        return None
    place = f"?{urlencode({'stand': stand.code})}#stand"
    return {"name": stand.hall.name, "url": page.hall_url(stand.hall) + place}


def stands_csv(page, hall):
    head = [_("Stand"), _("Pavilion"), _("Exhibitors"), _("Square metres"), _("State")]
    stands = list(hall.stands.select_related("pavilion"))
    offered = page.offers_stands()
    rows = [
        [
            stand.code,
            str(stand.stand.pavilion or ""),
            stand.names,
            stand.stand.area,
            stand.state_label,
        ]
        for stand in floor_plan.drawn(hall, stands, occupants_of(stands), offered=offered)
    ]
    return csv_file(f"{hall.slug}-stands.csv", head, rows)
