"""Rules and help, editions, their programmes, the list of news."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from expo.models import EditionPage, InfoPage, NewsIndexPage, ProgrammePage

from .base import ResultCard
from .pages import PagesReader, stream_text


@dataclass(frozen=True)
class PageCard(ResultCard):
    label: str = ""  # what sort of page it is


class PageReader(PagesReader):
    kind, tab = "page", "pages"
    template = "search/cards/page.html"
    names = ("title",)
    models = (InfoPage, EditionPage, ProgrammePage, NewsIndexPage)

    def texts(self, page):
        if isinstance(page, EditionPage):
            return [page.theme, page.place, stream_text(page)]
        if isinstance(page, InfoPage):
            return [lead(page), stream_text(page)]
        return [page.intro]

    def card(self, page):
        first, *rest = self.texts(page)
        return PageCard(
            title=page.title,
            url=page.url or "",
            text=first,
            body=" ".join(rest),
            label=label(page),
        )


def lead(page: InfoPage) -> str:
    return get_text_for_indexing(page.intro).strip() or page.search_description


def label(page) -> str:
    if isinstance(page, EditionPage):
        return _("Expo edition")
    if isinstance(page, InfoPage):
        return _("Rules and help")
    return ""
