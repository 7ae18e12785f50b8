"""The site-wide search as its template wants it: tabs, groups of cards, pages, in plain values."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.product_card import ProductCard, product_cards
from core.language import language_prefix
from search.documents.schema import kind_and_pk
from search.indexing.outbox import touch
from search.query.goods_query import GoodsQuery
from search.query.params import Links, read_text, whole
from search.query.plan import Plan
from search.query.results import Found
from search.retrieval.excerpts import excerpt
from search.retrieval.goods import report_gone
from search.retrieval.highlight import mark
from search.retrieval.site import (
    A_PAGE,
    ALL,
    GOODS,
    MOST_PAGES,
    TABS,
    SiteAnswer,
    SiteQuery,
    Totals,
    find,
)
from search.sources import READERS, Card
from search.vocabulary.lexicon import lexicon

from .no_results import Help

TAB_LABELS = {
    ALL: _("Everything"),
    GOODS: _("Goods"),
    "firms": _("Booths and exhibitors"),
    "programme": _("Programme"),
    "pages": _("News and pages"),
}
TEXT = 120  # characters of a card's text


@dataclass(frozen=True)
class Tab:
    name: str
    label: str
    url: str
    count: int
    on: bool


@dataclass(frozen=True)
class Shown:
    """A hit with its template."""

    card: Card
    template: str


@dataclass(frozen=True)
class Group:
    """What one tab holds. cards for goods, else shown."""

    tab: Tab
    cards: tuple[ProductCard, ...] = ()
    shown: tuple[Shown, ...] = ()

    @property
    def has_more(self) -> bool:
        return self.tab.count > len(self.cards or self.shown)


def read_site_query(params: QueryDict, language: str) -> SiteQuery:
    """Whatever doesn't make sense in the URL is passed over."""
    tab = params.get("tab", "")
    return SiteQuery(
        text=read_text(params),
        tab=tab if tab in TABS else ALL,
        page=max(1, min(whole(params.get("page", "")) or 1, MOST_PAGES)),
        language=language,
        exact=params.get("exact") == "1",
    )


class SitePage:
    """One page of answers. Everything is worked out when the template asks for it, once."""

    def __init__(self, query: SiteQuery):
        self.answered = find(query)
        last = last_page(self.answered.answer, query)
        if query.page > last > 0:  # beyond the end: the last page, not an empty one
            query = replace(query, page=last)
            self.answered = find(query)
        self.query = query
        self.answer = self.answered.answer
        self.degraded = self.answered.degraded

    @cached_property
    def tabs(self) -> list[Tab]:
        counts = {tab: found.total for tab, found in self.answer.found.items()}
        return tabs(self.query.text, counts, self.query.tab, exact=self.query.exact)

    @property
    def total(self) -> int:
        return self.answer.total

    @property
    def is_missed(self) -> bool:
        return self.answer.match in ("none", "partial")

    @cached_property
    def groups(self) -> list[Group]:
        """Of "everything" those that hold something, else the chosen one."""
        chosen = [tab for tab in self.tabs if tab.name != ALL and self.query.tab in (ALL, tab.name)]
        return [self._group(tab) for tab in chosen if self.answer.found[tab.name].hits]

    def _group(self, tab: Tab) -> Group:
        found = self.answer.found[tab.name]
        if tab.name == GOODS:
            return Group(tab, cards=tuple(self._cards(found)))
        return Group(tab, shown=tuple(shown(found, self.answer.plan)))

    def _cards(self, found: Found) -> list[ProductCard]:
        analyser = lexicon().analyser
        pks = [pk for pk, _score in found.hits]
        cards = product_cards(pks)
        if len(cards) < len(pks):
            report_gone(pks)
        return [replace(p, name=mark(p.name, self.answer.plan, analyser)) for p in cards]

    @cached_property
    def page_obj(self):
        """Pages of the chosen tab by numbers alone; "everything" is one page."""
        pages = max(1, last_page(self.answer, self.query))
        return Paginator(range(pages), 1).get_page(self.query.page)

    @cached_property
    def help(self) -> Help:
        """The same ways on as below the list of goods."""
        query = self.query
        asked = GoodsQuery(query.text, language=query.language, exact=query.exact)
        return Help(asked, Links(reverse("search:everything"), asked))

    @property
    def original_url(self) -> str:
        return site_url(self.query.text, self.query.tab, exact=True)


def last_page(answer: SiteAnswer, query: SiteQuery) -> int:
    found = answer.found.get(query.tab)
    return min(-(-found.total // A_PAGE), MOST_PAGES) if found else 0


def site_url(text: str, tab: str = ALL, exact: bool = False) -> str:
    """The list of goods has its own page, with filters."""
    pairs = [("q", text)]
    if tab not in (ALL, GOODS):
        pairs.append(("tab", tab))
    if exact:
        pairs.append(("exact", "1"))
    place = "goods/" if tab == GOODS else "search/"
    return f"{language_prefix(get_language())}{place}?{urlencode(pairs)}"


def tabs(text: str, counts: dict[str, int], chosen: str, exact: bool = False) -> list[Tab]:
    counted = {ALL: sum(counts.values())} | {tab: counts.get(tab, 0) for tab in TABS}
    return [
        Tab(name, str(TAB_LABELS[name]), site_url(text, name, exact), count, name == chosen)
        for name, count in counted.items()
    ]


def tabs_beside_goods(text: str, found: Totals) -> list[Tab]:
    """The tabs over the list of goods; none where nothing is found anywhere."""
    return tabs(text, found.by_tab, GOODS) if found.by_tab else []


def shown(found: Found, plan: Plan) -> list[Shown]:
    """Filled from the database, which is the truth; what has gone since is left out, and out of
    the index soon."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, _score in found.hits:
        kind, pk = kind_and_pk(number)
        wanted[kind].append(pk)
    have = {kind: READERS[kind]().cards(pks) for kind, pks in wanted.items()}
    for kind, pks in wanted.items():
        touch(set(pks) - have[kind].keys(), kind)
    hits = [kind_and_pk(number) for number, _score in found.hits]
    return [
        Shown(marked(have[kind][pk], plan), READERS[kind].template)
        for kind, pk in hits
        if pk in have[kind]
    ]


def marked(card: Card, plan: Plan) -> Card:
    analyser = lexicon().analyser
    title = mark(card.title, plan, analyser)
    text = mark(shortened(card.text), plan, analyser)
    if "<mark>" not in title + text:
        text = excerpt(f"{card.text} {card.body}", plan, analyser) or text
    return replace(card, title=title, text=text)


def shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= TEXT else words[:TEXT].rstrip() + "…"
