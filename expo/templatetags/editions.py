"""What pages of an edition say about the edition itself, and about the others."""

from dataclasses import dataclass

from django import template
from django.utils.translation import get_language
from wagtail.models import Site

from core.minute_cache import KeyedMinuteCache
from expo.dates import date_span
from expo.navigation import frame_links
from expo.pages.edition import EditionPage

register = template.Library()


@dataclass(frozen=True, slots=True)
class EditionLink:
    pk: int
    title: str
    url: str
    span: str
    state: str


@register.simple_tag
def all_editions(page):
    """EditionLinks to all in the page's language, the newest first; none where it is the only one.
    Up to a minute old."""
    links = _links.of((page.locale_id, get_language()))
    return links if len(links) > 1 else []


@register.inclusion_tag("expo/parts/archive_notice.html")
def archive_notice(edition):
    """Below an archived edition: that this is the past, and where the present one is. edition: its
    page in any language."""
    if not edition or not edition.shows.archive:
        return {}
    links, shown = frame_links(), edition.localized
    present = "" if links["edition"] == shown.url else links["edition_title"]
    return {"archived": shown.title, "present": present, "url": links["edition"]}


def _read_links(key):
    locale_pk, _language = key
    editions = EditionPage.objects.live().filter(locale=locale_pk).order_by("-starts_on")
    return [
        EditionLink(
            edition.pk,
            edition.title,
            edition.url or "",
            date_span(edition.starts_on, edition.ends_on),
            edition.owning_page.get_state_display(),
        )
        for edition in editions
    ]


_links = KeyedMinuteCache(_read_links, EditionPage, Site)
