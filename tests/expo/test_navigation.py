"""The frame leads to the current edition, in the visitor's language."""

from datetime import date

import pytest
from django.core.cache import caches
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale, Page, Site

from core.templatetags.navigation import language_url
from expo import dates, navigation
from expo.models import EditionPage, HomePage, NewsIndexPage, ProgrammePage
from expo.pages.home import current_edition


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ((2026, 11, 20), (2026, 11, 26), "2026年11月20日—26日", "20–26 November 2026"),
        ((2026, 10, 30), (2026, 11, 2), "2026年10月30日—11月2日", "30 October–2 November 2026"),
        (
            (2026, 12, 30),
            (2027, 1, 2),
            "2026年12月30日—2027年1月2日",
            "30 December 2026–2 January 2027",
        ),
        ((2026, 11, 20), (2026, 11, 20), "2026年11月20日", "20 November 2026"),
    ],
)
def test_a_span_of_days_says_year_and_month_once(first, last, zh, en):
    for language, expected in [("zh-hans", zh), ("en", en)]:
        with translation.override(language):
            assert dates.date_span(date(*first), date(*last)) == expected


@pytest.fixture
def home(db):
    caches["local"].clear()
    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    root = Page.get_first_root_node()
    if root is None:
        root = Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=HomePage(title="E博会", slug="expo-home", locale=locale))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    yield home
    caches["local"].clear()


def edition(home, year):
    return home.add_child(
        instance=EditionPage(
            title=f"{year}年展会",
            slug=str(year),
            starts_on=date(year, 11, 20),
            ends_on=date(year, 11, 26),
            place="郑州",
            locale=home.locale,
        )
    )


def test_without_an_edition_the_frame_leads_nowhere(home):
    assert navigation.links_of(current_edition()) == {
        "edition": "",
        "edition_title": "",
        "hall": "",
        "programme": "",
        "news": "",
        "edition_line": "",
    }


def test_the_frame_leads_to_the_newest_edition_its_programme_and_the_news(home):
    edition(home, 2025)
    newest = edition(home, 2026)
    newest.add_child(instance=ProgrammePage(title="日程", slug="programme", locale=home.locale))
    home.add_child(instance=NewsIndexPage(title="公告", slug="news", locale=home.locale))
    assert navigation.links_of(current_edition()) == {
        "edition": "/2026/",
        "edition_title": "2026年展会",
        "hall": "/2026/",
        "programme": "/2026/programme/",
        "news": "/news/",
        "edition_line": "2026年展会 · 2026年11月20日—26日 · 郑州",
    }


def test_the_front_door_may_name_another_edition(home):
    chosen = edition(home, 2025)
    edition(home, 2026)
    home.current_edition = chosen
    home.save()
    assert current_edition() == chosen


def test_the_language_switch_leads_to_a_live_translation_else_to_the_home_page(home):
    english, _ = Locale.objects.get_or_create(language_code="en")
    home.copy_for_translation(english).save_revision().publish()
    shown = edition(home, 2026)

    def context():
        return {"request": RequestFactory().get("/2026/?stand=A-12"), "page": shown}

    assert language_url(context(), "en") == "/en/"
    translated = shown.copy_for_translation(english)
    assert language_url(context(), "en") == "/en/"  # still a draft
    translated.save_revision().publish()
    assert language_url(context(), "en") == "/en/2026/?stand=A-12"
    assert language_url(context(), "zh-hans") == "/2026/?stand=A-12"
