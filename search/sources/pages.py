"""Editors' pages: a page and its translations are one document, shown in the visitor's language
where it has been translated and else as it stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import ClassVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.rich_text import get_text_for_indexing

from expo.models import EditionPage, InfoPage, NewsIndexPage, NewsPage, ProgrammePage
from search.documents.schema import BOTH
from search.documents.source import DocumentSource

from .base import ResultCard, SourceReader

ZH, EN = "zh-hans", "en"


class PagesReader(SourceReader):
    """The oldest of the live translations lends its pk to the document."""

    models: ClassVar[tuple[type[Page], ...]]

    def shown(self) -> QuerySet:
        public = Page.objects.live().public()
        older = public.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
        return public.type(*self.models).filter(~Exists(older))

    def sources(self, pks: Iterable[int]) -> list[DocumentSource]:
        return [
            self.source(pk, translations) for pk, translations in self.translations(pks).items()
        ]

    def translations(self, pks: Iterable[int]) -> dict[int, dict[str, Page]]:
        """pk of a document → its live pages by language."""
        keys = dict(self.shown().filter(pk__in=pks).values_list("translation_key", "pk"))
        pages = Page.objects.live().public().filter(translation_key__in=keys)
        translations: dict[int, dict[str, Page]] = defaultdict(dict)
        locales = Locale.objects.in_bulk()
        for page in pages.order_by("pk").specific():
            page.locale = locales[page.locale_id]  # its URL asks for it
            translations[keys[page.translation_key]][page.locale.language_code] = page
        return dict(translations)

    def source(self, pk: int, translations: dict[str, Page]) -> DocumentSource:
        return DocumentSource(
            kind=self.kind,
            tab=self.tab,
            pk=pk,
            name_zh=title(translations, ZH),
            name_en=title(translations, EN),
            description=tuple(text for page in translations.values() for text in self.texts(page)),
            language=language(translations),
            published=next(iter(translations.values())).first_published_at,
        )

    def texts(self, page: Page) -> list[str]:
        """The page's text beside its title, the most important first."""
        raise NotImplementedError

    def cards(self, pks: Iterable[int]) -> dict[int, ResultCard]:
        active = get_language() or ZH
        return {
            pk: self.card(translations.get(active) or next(iter(translations.values())))
            for pk, translations in self.translations(pks).items()
        }

    def card(self, page: Page) -> ResultCard:
        raise NotImplementedError

    @classmethod
    def watched(cls):
        return dict.fromkeys(cls.models, with_translations) | {PageViewRestriction: cls.below}

    @classmethod
    def below(cls, restriction) -> list[int]:
        """What a restriction closes, or opens again when it goes."""
        pages = Page.objects.descendant_of(restriction.page, inclusive=True).type(*cls.models)
        keys = pages.values("translation_key")
        return list(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def with_translations(page: Page) -> list[int]:
    """The page and its translations: another one may have to lend its pk now."""
    translations = Page.objects.filter(translation_key=page.translation_key)
    return [page.pk, *translations.exclude(pk=page.pk).values_list("pk", flat=True)]


def title(translations: dict[str, Page], code: str) -> str:
    return translations[code].title if code in translations else ""


def language(translations: dict[str, Page]) -> str:
    """An alias is no translation: it repeats the words of the page that it follows."""
    written = [code for code, page in translations.items() if page.alias_of_id is None] or list(
        translations
    )
    return written[0] if len(written) == 1 else BOTH


def stream_text(page: Page, name: str = "body") -> str:
    value = getattr(page, name)
    return " ".join(page._meta.get_field(name).get_searchable_content(value))


@dataclass(frozen=True)
class NewsCard(ResultCard):
    day: date | None = None


class NewsReader(PagesReader):
    kind, tab = "news", "pages"
    template = "search/cards/news.html"
    names = ("title",)
    models = (NewsPage,)

    def source(self, pk, translations):
        day = next(iter(translations.values())).published_on
        published = timezone.make_aware(datetime.combine(day, time()))
        return replace(super().source(pk, translations), published=published)

    def texts(self, page):
        return [page.summary, stream_text(page)]

    def card(self, page):
        return NewsCard(
            title=page.title,
            url=page.url or "",
            text=page.summary,
            body=stream_text(page),
            day=page.published_on,
        )


class PageReader(PagesReader):
    """Rules and help, editions, their programmes, the list of news."""

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
        return ResultCard(
            title=page.title, url=page.url or "", text=first, body=" ".join(rest), label=label(page)
        )


def lead(page: InfoPage) -> str:
    return get_text_for_indexing(page.intro).strip() or page.search_description


def label(page) -> str:
    if isinstance(page, EditionPage):
        return _("Expo edition")
    if isinstance(page, InfoPage):
        return _("Rules and help")
    return ""
