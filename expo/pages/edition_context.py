"""What an edition's page shows beside the editor's words."""

from django.db.models import Count, Q
from django.utils import timezone

from expo.models import ProgrammePage, Stand
from expo.navigation import date_span
from expo.pages.home_context import opening, pavilions
from expo.programme import schedule as programme


def parts(page):
    edition = page.edition
    words = {"span": date_span(page.starts_on, page.ends_on), "opening": None}
    if edition.pk is None:  # a preview of a page not saved yet
        return words
    halls = edition.halls.annotate(
        stands_n=Count("stands"),
        free_n=Count("stands", filter=Q(stands__state=Stand.State.AVAILABLE)),
    )
    for hall in halls:
        hall.url = page.hall_url(hall)
    return words | {
        "opening": opening(edition, timezone.localtime()),
        "halls": halls,
        "pavilions": pavilions(edition),
        "programme_page": ProgrammePage.objects.child_of(page).live().first(),
        "day": programme.day_at_front_page(edition, 4),
    }
