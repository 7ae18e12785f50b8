"""Where the frame of every page leads: the current edition, its programme, the news."""

from django.core.cache import caches
from django.utils.formats import date_format
from django.utils.translation import get_language

from core.language import speaks_chinese
from expo.models import EditionPage, HomePage, NewsIndexPage, ProgrammePage

KEEP_SECONDS = 60


def current_edition():
    """The edition the front door names, else the newest live one; in the site's first language."""
    home = (
        HomePage.objects.live()
        .filter(locale__language_code="zh-hans", current_edition__live=True)
        .select_related("current_edition")
        .first()
    )
    if home is not None:
        return home.current_edition
    return (
        EditionPage.objects.live()
        .filter(locale__language_code="zh-hans")
        .order_by("-starts_on")
        .first()
    )


def places():
    """URLs (edition, hall, programme, news) and edition_line in the active language, up to
    a minute old; a place that doesn't exist yet is an empty string."""
    key = f"navigation:{get_language()}"
    found = caches["local"].get(key)
    if found is None:
        found = look_up_places()
        caches["local"].set(key, found, KEEP_SECONDS)
    return found


def look_up_places():
    edition = current_edition()
    if edition is None:
        return dict.fromkeys(("edition", "hall", "programme", "news", "edition_line"), "")
    hall = edition.halls.first()
    edition = edition.localized
    programme = ProgrammePage.objects.child_of(edition).live().first()
    news = NewsIndexPage.objects.filter(locale=edition.locale).live().first()
    return {
        "edition": edition.url or "",
        "hall": edition.hall_url(hall) if hall and edition.url else edition.url or "",
        "programme": programme.url if programme else "",
        "news": news.url if news else "",
        "edition_line": edition_line(edition),
    }


def edition_line(edition):
    parts = [edition.title, date_span(edition.starts_on, edition.ends_on), edition.place]
    return " · ".join(part for part in parts if part)


def date_span(first, last):
    """`2026年11月20日—26日`, `20–26 November 2026`; years and months are said once."""
    if speaks_chinese():
        end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
        if first.year != last.year:
            end = f"{last.year}年{last.month}月{last.day}日"
        start = f"{first.year}年{first.month}月{first.day}日"
        return start if first == last else f"{start}—{end}"
    end = date_format(last, "j F Y")
    if first == last:
        return end
    start = "j F Y" if first.year != last.year else "j F" if first.month != last.month else "j"
    return f"{date_format(first, start)}–{end}"
