"""What an edition's page shows beside the editor's text."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images import get_image_model

from core.minute_cache import KeyedMinuteCache
from expo.dates import date_span
from expo.halls.models import Hall, Pavilion, Stand
from expo.pages.edition_states import EditionState
from expo.programme import schedule

MAX_SESSIONS = 4
LOGO = "max-320x120|format-webp"


def context_of(page):
    edition = page.edition
    context = {"span": date_span(page.starts_on, page.ends_on), "opening": None}
    if edition.pk is None:  # a preview of a page not saved yet
        return context
    halls = edition.halls.annotate(
        stands_n=Count("stands"),
        free_n=Count("stands", filter=Q(stands__state=Stand.State.AVAILABLE)),
    )
    offered = page.offers_stands()
    for hall in halls:
        hall.url = page.hall_url(hall)
        if not offered:
            hall.free_n = 0
    programme_page = page.programme_page
    sessions = edition.sessions.prefetch_related("speakers")
    return context | {
        "opening": opening(edition, timezone.localtime()),
        "offers_stands": offered,
        "halls": halls,
        "partners": partners(page),
        "pavilions": pavilions(edition),
        "programme_page": programme_page,
        "day": schedule.next_day(sessions, programme_page, MAX_SESSIONS),
    }


def partners(page):
    """The partners as plain rows, with their logos drawn in two queries for all."""
    values = [block.value for block in page.partners]
    chosen = {value["logo"].pk for value in values if value["logo"]}
    logos = {}
    if chosen:
        images = get_image_model().objects.filter(pk__in=chosen)
        logos = {image.pk: image for image in images.prefetch_renditions(LOGO)}
    return [
        {
            "name": value["name"],
            "role": value["role"],
            "link": value["link"],
            "logo": logos[value["logo"].pk].get_rendition(LOGO) if value["logo"] else None,
        }
        for value in values
    ]


def opening(edition, now):
    """(state, sentence) of an edition at a moment: before, open, closed for tonight, over."""
    today, opens, closes = now.date(), edition.opens_at, edition.closes_at
    if today > edition.ends_on or not edition.shows.days:
        return "wait", _("This edition has closed; goods are on sale all year")
    if today < edition.starts_on:
        days = (edition.starts_on - today).days
        return "wait", ngettext("Opens in %(n)s day", "Opens in %(n)s days", days) % {"n": days}
    if edition.state == EditionState.PLANNED:  # its day has come, and nobody has opened it
        return "wait", _("In preparation")
    day = {"n": (today - edition.starts_on).days + 1}
    # without opening hours nothing is claimed about the time of day
    if not (opens and closes):
        return "ok", _("Day %(n)s of the expo") % day
    hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    if now.time() < opens:
        return "wait", _("Day %(n)s of the expo, opens at %(opens)s today") % (day | hours)
    if now.time() < closes:
        return "ok", _("Day %(n)s of the expo, open until %(closes)s today") % (day | hours)
    if today == edition.ends_on:
        return "wait", _("This edition has closed; goods are on sale all year")
    return "wait", _("Closed for today, opens at %(opens)s tomorrow") % hours


def pavilions(edition):
    """The edition's pavilions with their stands counted and the hall where most of them are; up
    to a minute old."""
    return _pavilions.of(edition.pk)


def _read_pavilions(edition_pk):
    # a theme may spread over halls: its link leads to where most of its stands are
    halls = Hall.objects.filter(stands__pavilion=OuterRef("pk")).annotate(n=Count("stands"))
    fullest = halls.order_by("-n", "order", "pk").values("slug")[:1]
    pavilions = Pavilion.objects.filter(edition=edition_pk).annotate(stands_n=Count("stands"))
    return list(pavilions.annotate(hall_slug=Subquery(fullest)))


_pavilions = KeyedMinuteCache(_read_pavilions, Pavilion, Stand, Hall)
