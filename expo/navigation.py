"""Where the frame of every page leads: the current edition, its halls and programme, the news."""

from django.core.cache import caches
from django.utils.translation import get_language

from expo.dates import date_span
from expo.pages.home import current_edition
from expo.pages.news import NewsIndexPage

# every page asks; an editor waits a minute at most for a new edition in the frame
CACHE_SECONDS = 60
EMPTY = dict.fromkeys(("edition", "edition_title", "hall", "programme", "news", "edition_line"), "")


def frame_links():
    """URLs (edition, hall, programme, news), edition_title and edition_line in the active language,
    up to a minute old; what doesn't exist yet is an empty string."""
    key = f"navigation:{get_language()}"
    links = caches["local"].get(key)
    if links is None:
        links = links_of(current_edition())
        caches["local"].set(key, links, CACHE_SECONDS)
    return links


def links_of(edition, shown=None):
    """The same at this moment, for an edition in the site's first language, or None. shown: another
    page of it than its live one in the active language."""
    if edition is None:
        return EMPTY
    hall = edition.halls.first()
    edition = shown or edition.localized
    programme = edition.programme_page
    news = NewsIndexPage.objects.filter(locale=edition.locale).live().first()
    return {
        "edition": edition.url or "",
        "edition_title": edition.title,
        "hall": edition.hall_url(hall) if hall and edition.url else edition.url or "",
        "programme": programme.url if programme else "",
        "news": news.url if news else "",
        "edition_line": edition_line(edition),
    }


def edition_line(edition):
    parts = [edition.title, date_span(edition.starts_on, edition.ends_on), edition.place]
    return " · ".join(part for part in parts if part)
