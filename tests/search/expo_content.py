"""A small expo for the site-wide search: one page of each kind, made as editors make them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wagtail.models import Locale

from expo.models import (
    HomePage,
    InfoPage,
    NewsIndexPage,
    NewsPage,
    ProgrammePage,
    Session,
    Speaker,
)
from tests.centers.factories import make_center
from tests.exhibitors.factories import make_booth, make_edition, make_exhibitor

CHINA = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 21, 12, tzinfo=CHINA)


def home(code="zh-hans"):
    return HomePage.objects.get(locale__language_code=code)


def published(parent, page, english=""):
    """The page live below its parent, and its translation where there is an English title."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    if english:
        translation = page.copy_for_translation(Locale.objects.get(language_code="en"))
        translation.title = english
        translation.save_revision().publish()
    return page


def make_news(title="口岸放行提速", english="Faster release at the airport", **fields):
    index = NewsIndexPage.objects.filter(locale__language_code="zh-hans").first()
    index = index or published(home(), NewsIndexPage(title="新闻", slug="news"), "News")
    fields = {"published_on": date(2026, 11, 20), "summary": "", "slug": title} | fields
    return published(index, NewsPage(title=title, **fields), english)


def make_info(title="退换货规则", english="Returns", **fields):
    return published(home(), InfoPage(title=title, slug=title, **fields), english)


def make_session(title="跨境电商关税讲座", edition=None, *, speaker="", **fields):
    edition = edition or make_edition()
    if not ProgrammePage.objects.child_of(edition).exists():
        published(edition, ProgrammePage(title="日程", slug="programme"), "Programme")
    names = {
        "title_zh": title,
        "title_en": "Duties explained",
        "room_zh": "一号厅",
        "track": "rules",
    }
    hours = {"starts_at": NOON, "ends_at": NOON + timedelta(hours=1), "track": "rules"}
    session = Session.objects.create(edition=edition, **names | hours | fields)
    if speaker:
        session.speakers.add(Speaker.objects.create(name_zh=speaker))
    return session


def put_on_display(edition):
    page = home()
    page.current_edition = edition
    page.save_revision().publish()


__all__ = ["make_booth", "make_center", "make_edition", "make_exhibitor"]
