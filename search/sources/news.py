from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils import timezone

from expo.models import NewsPage

from .base import ResultCard
from .pages import PagesReader, stream_text


@dataclass(frozen=True)
class NewsCard(ResultCard):
    day: date | None = None


class NewsReader(PagesReader):
    kind, tab = "news", "pages"
    template = "search/cards/news.html"
    names = ("title",)
    models = (NewsPage,)

    def source(self, pk, twins):
        day = next(iter(twins.values())).published_on
        published = timezone.make_aware(datetime.combine(day, time()))
        return replace(super().source(pk, twins), published=published)

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
