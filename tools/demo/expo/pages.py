"""The demo's pages in both languages; each found by its slug and written anew only when the
words changed, so that what an organizer has edited by hand is kept."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale

from expo.models import EditionPage, HomePage, InfoPage, NewsIndexPage, NewsPage, ProgrammePage
from expo.pages.translations import publish_english
from tools.demo.expo.content import edition as edition_words
from tools.demo.expo.content import home as home_words
from tools.demo.expo.content import news as news_words
from tools.demo.expo.content import programme as programme_words
from tools.demo.expo.content import rules


def seed_pages():
    """Returns the edition (its page in the site's first language)."""
    home = HomePage.objects.get(locale=Locale.get_default(), depth=2)
    edition = seed_edition(home)
    seed_home(home, edition)
    seed_news(home)
    seed_rules(home)
    return edition


def words_of(pairs, blocks=()):
    """{Chinese: English} of fields and bodies; long texts as their paragraphs."""
    found = dict(pairs)
    for block in blocks:
        found |= dict(block.pairs)
    return found


def make(model, parent, slug, pairs, blocks=(), **fields):
    """A page below `parent`, published in Chinese and then in English, if it is not there yet."""
    page = model.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = parent.add_child(instance=model(slug=slug, locale=parent.locale, **fields)).specific
        page.save_revision().publish()
        publish_english(page, words_of(pairs, blocks))
    return page


def raw(blocks):
    return [block.raw() for block in blocks]


def seed_edition(home):
    words = edition_words
    today = timezone.localdate()
    span = {"starts_on": today - words.DAYS_BEFORE, "ends_on": today + words.DAYS_AFTER}
    edition = make(
        EditionPage,
        home,
        words.SLUG,
        [words.TITLE, words.THEME, words.PLACE],
        words.BODY,
        title=words.TITLE[0],
        theme=words.THEME[0],
        place=words.PLACE[0],
        opens_at=words.OPENS,
        closes_at=words.CLOSES,
        state=EditionPage.State.RUNNING,
        body=raw(words.BODY),
        **span,
    )
    if edition.ends_on < today:  # an old demo runs again
        EditionPage.objects.filter(translation_key=edition.translation_key).update(**span)
        edition.refresh_from_db()
    title, intro = programme_words.TITLE, programme_words.INTRO
    make(ProgrammePage, edition, "programme", [title, intro], title=title[0], intro=intro[0])
    return edition


def seed_home(home, edition):
    if home.current_edition_id:
        return
    words = home_words
    home.title, home.headline, home.lead = words.TITLE[0], words.HEADLINE[0], words.LEAD[0]
    home.searches, home.search_description = words.SEARCHES[0], words.DESCRIPTION[0]
    home.current_edition = edition
    home.save_revision().publish()
    pairs = [words.TITLE, words.HEADLINE, words.LEAD, words.SEARCHES, words.DESCRIPTION]
    # the English front page keeps the address it has had from the start
    publish_english(home, dict(pairs) | {"home": "home-en"})


def seed_news(home):
    today = timezone.localdate()
    title, intro = news_words.TITLE, news_words.INTRO
    index = make(NewsIndexPage, home, "news", [title, intro], title=title[0], intro=intro[0])
    for news in news_words.NEWS:
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
    top = make_info(home, rules.INDEX)
    for info in rules.PAGES:
        make_info(top, info)


def make_info(parent, info):
    return make(
        InfoPage,
        parent,
        info.slug,
        [info.title, info.intro],
        info.body,
        title=info.title[0],
        intro=f"<p>{info.intro[0]}</p>",
        version=info.version,
        effective_on=timezone.localdate() - timedelta(days=60) if info.version else None,
        body=raw(info.body),
    )
