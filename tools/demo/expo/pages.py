"""The demo's pages in both languages, each by its slug. A page that exists is left alone, so that
what an organizer has edited by hand is kept."""

from datetime import time, timedelta

from django.utils import timezone
from wagtail.models import Locale

from expo.models import EditionPage, HomePage, InfoPage, NewsIndexPage, NewsPage, ProgrammePage
from expo.pages.translations import publish_english
from tools.demo.content import load


def seed_pages():
    """Returns the edition (its page in the site's first language)."""
    home = HomePage.objects.get(locale=Locale.get_default(), depth=2)
    edition = seed_edition(home)
    seed_home(home, edition)
    seed_news(home)
    seed_rules(home)
    return edition


def translations_of(pairs, blocks=()):
    """{Chinese: English} of fields and bodies; long texts as their paragraphs."""
    english = dict(pairs)
    for block in blocks:
        english |= dict(block.pairs)
    return english


def make(model, parent, slug, pairs, blocks=(), **fields):
    """A page below `parent`, published in Chinese and then in English, if it is not there yet."""
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = parent.add_child(instance=model(slug=slug, locale=parent.locale, **fields)).specific
        page.save_revision().publish()
        publish_english(page, translations_of(pairs, blocks))
    return page


def raw(blocks):
    return [block.raw() for block in blocks]


def seed_edition(home):
    texts = load("edition")
    today = timezone.localdate()
    span = {
        "starts_on": today - timedelta(days=texts.days_before),
        "ends_on": today + timedelta(days=texts.days_after),
    }
    edition = make(
        EditionPage,
        home,
        texts.slug,
        [texts.title, texts.theme, texts.place],
        texts.body,
        title=texts.title[0],
        theme=texts.theme[0],
        place=texts.place[0],
        opens_at=time.fromisoformat(texts.opens),
        closes_at=time.fromisoformat(texts.closes),
        state=EditionPage.State.RUNNING,
        body=raw(texts.body),
        **span,
    )
    if edition.ends_on < today:  # an old demo runs again
        EditionPage.objects.filter(translation_key=edition.translation_key).update(**span)
        edition.refresh_from_db()
    programme = load("programme")
    title, intro = programme.title, programme.intro
    make(ProgrammePage, edition, "programme", [title, intro], title=title[0], intro=intro[0])
    return edition


def seed_home(home, edition):
    if home.current_edition_id:
        return
    texts = load("home")
    home.title, home.headline, home.lead = texts.title[0], texts.headline[0], texts.lead[0]
    home.searches, home.search_description = texts.searches[0], texts.description[0]
    home.current_edition = edition
    home.save_revision().publish()
    pairs = [texts.title, texts.headline, texts.lead, texts.searches, texts.description]
    # the English front page keeps the address it has had from the start
    publish_english(home, dict(pairs) | {"home": "home-en"})


def seed_news(home):
    today = timezone.localdate()
    texts = load("news")
    title, intro = texts.title, texts.intro
    index = make(NewsIndexPage, home, "news", [title, intro], title=title[0], intro=intro[0])
    for news in texts.stories:
        make(
            NewsPage,
            index,
            news.slug,
            [news.title, news.summary],
            news.body,
            title=news.title[0],
            summary=news.summary[0],
            published_on=today - timedelta(days=news.days),
            body=raw(news.body),
        )


def seed_rules(home):
    rules = load("rules")
    top = make_info(home, rules.index)
    for info in rules.pages:
        make_info(top, info)


def make_info(parent, info):
    version = getattr(info, "version", "")
    return make(
        InfoPage,
        parent,
        info.slug,
        [info.title, info.intro],
        info.body,
        title=info.title[0],
        intro=f"<p>{info.intro[0]}</p>",
        version=version,
        effective_on=timezone.localdate() - timedelta(days=60) if version else None,
        body=raw(info.body),
    )
