"""What the home page shows beside the editor's text: facts of this moment, never slogans."""

from urllib.parse import urlencode

from django.utils import timezone
from wagtail import hooks

from core.templatetags.navigation import path
from expo.pages.edition_context import opening, pavilions
from expo.pages.news import newest_below
from expo.programme import schedule

MAX_FACTS = 4
MAX_NEWS = 5
MAX_SESSIONS = 4


def context_of(page, edition, programme_page):
    """edition: the present one or None; programme_page: its programme in the page's language."""
    searches = [text.strip() for text in page.searches.replace("，", ",").split(",")]
    return {
        "hot": [(text, f"{path('goods/')}?{urlencode({'q': text})}") for text in searches if text],
        "facts": facts(edition),
        "opening": opening(edition, timezone.localtime()) if edition else None,
        "pavilions": pavilions(edition) if edition else [],
        "day": day(edition, programme_page),
        "news": newest_below(page)[:MAX_NEWS],
    }


def day(edition, programme_page):
    if edition is None:
        return None
    return schedule.next_day(edition.sessions.all(), programme_page, MAX_SESSIONS)


def facts(edition):
    edition_pk = edition.pk if edition else None
    facts = (home_fact(edition_pk) for home_fact in hooks.get_hooks("home_facts"))
    return [fact for fact in facts if fact][:MAX_FACTS]
