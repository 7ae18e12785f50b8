"""An organizer whose admin is Chinese reads no English but names and addresses."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from exhibitors.models import Exhibitor
from expo.models import NewsPage, Session, Speaker, Stand
from tests.factories import make_product, make_variant

VOID = {"area", "br", "hr", "img", "input", "link", "meta", "col", "source", "use", "path"}
# an editor writes English into a text area
UNREAD = {"script", "style", "template", "svg", "code", "noscript", "datalist", "textarea"}
ENGLISH = re.compile(r"[A-Z]?[a-z]{2,}[A-Za-z ,.:'’-]*")
WRONG = re.compile(r"\b(None|null|True|False|undefined)\b")
# names of languages, which stand in their own
NAMES = {"English", "Wagtail", "JavaScript"}


class Texts(HTMLParser):
    """What a page says, without what lies in scripts, is hidden or is marked as English."""

    def __init__(self, html):
        super().__init__()
        self.open, self.said = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        hidden = tag in UNREAD or "hidden" in attrs or attrs.get("lang") == "en"
        if tag not in VOID:
            self.open.append((tag, hidden))

    def handle_endtag(self, tag):
        while self.open and tag not in VOID:
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, text):
        if text.strip() and not any(hidden for _, hidden in self.open):
            self.said.append(text.strip())


@pytest.fixture
def pages(site):
    good = make_variant(make_product(name_en=""), price="382.00", currency="JPY").product
    news = NewsPage.objects.filter(locale__language_code="zh-hans").first()
    rows = {"stand": Stand.objects.first(), "session": Session.objects.first()}
    snippets = {
        f"wagtailsnippets_expo_{name}:{view}": row
        for name, row in rows.items()
        for view in ("edit", "history")
    }
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_account"),
        reverse("wagtailadmin_pages:edit", args=[news.pk]),
        reverse("wagtailadmin_pages:history", args=[news.pk]),
        reverse("wagtailsnippets_catalog_product:list"),
        reverse("wagtailsnippets_exhibitors_enquiry:list"),
        reverse("wagtailsnippets_exhibitors_exhibitor:list"),
        reverse("wagtailsnippets_clearance_zoneparty:list"),
        reverse("wagtailsnippets_catalog_product:edit", args=[good.pk]),
        *(reverse(name, args=[row.pk]) for name, row in snippets.items()),
    ]


def test_no_page_of_the_admin_is_left_in_english(organizer, pages):
    """Takes about two seconds: a dozen pages of Wagtail's editor are drawn."""
    left = {}
    for url in pages:
        page = organizer.get(url)
        assert page.status_code == 200
        for text in Texts(page.content.decode()).said:
            if (ENGLISH.fullmatch(text) and text not in NAMES) or WRONG.search(text):
                left.setdefault(text, url)
    names = {*Speaker.objects.values_list("name_zh", flat=True)}
    names |= {*Exhibitor.objects.values_list("name_en", flat=True)}
    assert {text: url for text, url in left.items() if text not in names} == {}
