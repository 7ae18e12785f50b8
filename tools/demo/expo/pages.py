"""The demo's pages in both languages, each by its slug. A page that exists is left alone, so that
what an organizer has edited by hand is kept."""

from datetime import time, timedelta

from django.utils import timezone
from wagtail.models import Locale

from expo.models import EditionPage, HomePage, InfoPage, NewsIndexPage, NewsPage, ProgrammePage
from expo.pages.translations import publish_english
from tools.demo.content import Pair, load


def seed_pages():
    """Returns the edition (its page in the site's first language)."""
    home = HomePage.objects.get(locale=Locale.get_default(), depth=2)
    edition = seed_edition(home)
    seed_home(home, edition)
    seed_news(home)
    seed_rules(home)
    return edition


def make(model, parent, slug, *, body=(), pairs=(), **fields):
    """A page below `parent`, published in Chinese and then in English, if it is not there yet.

    Fields given as a pair are translated, and so are the texts in `body` and `pairs`."""
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is not None:
        return page
    for name, value in fields.items():
        if isinstance(value, Pair):
            pairs = [*pairs, value]
            fields[name] = value.zh
    if body:
        fields["body"] = [block.raw() for block in body]
    page = parent.add_child(instance=model(slug=slug, locale=parent.locale, **fields)).specific
    page.save_revision().publish()
    publish_english(page, dict([*pairs, *(pair for block in body for pair in block.pairs)]))
    return page


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
        title=texts.title,
        theme=texts.theme,
        place=texts.place,
        opens_at=time.fromisoformat(texts.opens),
        closes_at=time.fromisoformat(texts.closes),
        state=EditionPage.State.RUNNING,
        body=texts.body,
        **span,
    )
    if edition.ends_on < today:  # an old demo runs again
        EditionPage.objects.filter(translation_key=edition.translation_key).update(**span)
        edition.refresh_from_db()
    programme = load("programme")
    make(ProgrammePage, edition, "programme", title=programme.title, intro=programme.intro)
    return edition


def seed_home(home, edition):
    if home.current_edition_id:
        return
    texts = vars(load("home"))
    for name, pair in texts.items():
        setattr(home, name, pair.zh)
    home.current_edition = edition
    home.save_revision().publish()
    # the English front page keeps the address it has had from the start
    publish_english(home, dict(texts.values()) | {"home": "home-en"})


def seed_news(home):
    today = timezone.localdate()
    texts = load("news")
    index = make(NewsIndexPage, home, "news", title=texts.title, intro=texts.intro)
    for news in texts.stories:
        make(
            NewsPage,
            index,
            news.slug,
            title=news.title,
            summary=news.summary,
            published_on=today - timedelta(days=news.days),
            body=news.body,
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
        title=info.title,
        intro=f"<p>{info.intro.zh}</p>",
        version=version,
        effective_on=timezone.localdate() - timedelta(days=60) if version else None,
        pairs=[info.intro],
        body=info.body,
    )
