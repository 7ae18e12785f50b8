"""What the home page shows beside the editor's text: facts of this moment, never slogans."""

from urllib.parse import urlencode

from django.utils import timezone
from wagtail import hooks

from core.templatetags.navigation import path
from expo.pages.edition_context import opening, pavilions
from expo.pages.news import NewsIndexPage
from expo.programme import schedule

MAX_FACTS = 4
MAX_NEWS = 5
MAX_SESSIONS = 4


def context_of(page, edition):
    searches = [text.strip() for text in page.searches.replace("，", ",").split(",")]
    news_index = NewsIndexPage.objects.child_of(page).live().first()
    return {
        "hot": [(text, f"{path('goods/')}?{urlencode({'q': text})}") for text in searches if text],
        "facts": facts(),
        "opening": opening(edition, timezone.localtime()) if edition else None,
        "pavilions": pavilions(edition) if edition else [],
        "day": schedule.next_day(edition, MAX_SESSIONS) if edition else None,
        "news_index": news_index,
        "news": news_index.newest()[:MAX_NEWS] if news_index else [],
    }


def facts():
    facts = (home_fact() for home_fact in hooks.get_hooks("home_facts"))
    return [fact for fact in facts if fact][:MAX_FACTS]
