"""The site-wide search as its template wants it: tabs, groups of cards, pages, in plain values."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.product_card import ProductCard
from core.language import language_prefix
from search.documents.schema import kind_and_pk
from search.indexing.outbox import touch
from search.query.goods_query import GoodsQuery
from search.query.params import Links, read_text, read_values, whole
from search.query.plan import QueryPlan
from search.query.results import EngineResult
from search.retrieval.highlight import excerpt, mark
from search.retrieval.site import (
    ALL,
    GOODS,
    MAX_PAGES,
    PAGE_SIZE,
    TABS,
    SiteAnswer,
    SiteQuery,
    Totals,
    find,
)
from search.sources import READERS, ResultCard
from search.vocabulary.lexicon import current_lexicon

from .goods_cards import cards_of, marked
from .no_results import NoResultsHelp
from .readings import QueryReadings

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
class CardHit:
    card: ResultCard
    template: str


@dataclass(frozen=True)
class TabGroup:
    """The results of one tab. cards for goods, else shown."""

    tab: Tab
    cards: tuple[ProductCard, ...] = ()
    shown: tuple[CardHit, ...] = ()

    @property
    def has_more(self) -> bool:
        return self.tab.count > len(self.cards or self.shown)


def read_site_query(params: QueryDict, language: str) -> SiteQuery:
    """Whatever doesn't make sense in the URL is passed over."""
    tab = params.get("tab", "")
    return SiteQuery(
        text=read_text(params),
        tab=tab if tab in TABS else ALL,
        page=max(1, min(whole(params.get("page", "")) or 1, MAX_PAGES)),
        language=language,
        exact=params.get("exact") == "1",
        literal=read_values(params.getlist("literal")),
    )


class SitePage:
    """One page of results. Everything is computed when the template uses it, once."""

    def __init__(self, query: SiteQuery):
        self.response = find(query)
        last = last_page(self.response.answer, query)
        if query.page > last > 0:  # beyond the end: the last page, not an empty one
            query = replace(query, page=last)
            self.response = find(query)
        self.query = query
        self.answer = self.response.answer
        self.degraded = self.response.degraded

    @cached_property
    def tabs(self) -> list[Tab]:
        counts = {tab: result.total for tab, result in self.answer.results.items()}
        return tabs(self.query, counts, self.query.tab)

    @property
    def total(self) -> int:
        return self.answer.total

    @property
    def is_missed(self) -> bool:
        return self.answer.match in ("none", "partial")

    @cached_property
    def groups(self) -> list[TabGroup]:
        """Of "everything" those that hold something, else the chosen one."""
        chosen = [tab for tab in self.tabs if tab.name != ALL and self.query.tab in (ALL, tab.name)]
        return [self._group(tab) for tab in chosen if self.answer.results[tab.name].hits]

    def _group(self, tab: Tab) -> TabGroup:
        result, plan = self.answer.results[tab.name], self.answer.plan
        if tab.name == GOODS:
            return TabGroup(tab, cards=tuple(marked(cards_of(result, plan), plan)))
        return TabGroup(tab, shown=tuple(shown(result, plan)))

    @cached_property
    def page_obj(self):
        """Pages of the chosen tab by numbers alone; "everything" is one page."""
        pages = max(1, last_page(self.answer, self.query))
        return Paginator(range(pages), 1).get_page(self.query.page)

    @cached_property
    def help(self) -> NoResultsHelp:
        """The same alternatives as on the list of goods."""
        return NoResultsHelp(self.readings.query, self.readings.links, self.readings)

    @cached_property
    def readings(self) -> QueryReadings:
        query = self.query
        of_goods = GoodsQuery(
            query.text, language=query.language, exact=query.exact, literal=query.literal
        )
        links = Links(reverse("search:everything"), of_goods)
        return QueryReadings(of_goods, self.answer.plan, links)

    @property
    def original_url(self) -> str:
        return site_url(self.query.text, self.query.tab, True, self.query.literal)


def last_page(answer: SiteAnswer, query: SiteQuery) -> int:
    result = answer.results.get(query.tab)
    return min(-(-result.total // PAGE_SIZE), MAX_PAGES) if result else 0


def site_url(
    text: str, tab: str = ALL, exact: bool = False, literal: frozenset[str] = frozenset()
) -> str:
    """The list of goods has its own page, with filters."""
    pairs = [("q", text)]
    if tab not in (ALL, GOODS):
        pairs.append(("tab", tab))
    if exact:
        pairs.append(("exact", "1"))
    pairs += [("literal", typed) for typed in sorted(literal)]
    place = "goods/" if tab == GOODS else "search/"
    return f"{language_prefix(get_language())}{place}?{urlencode(pairs)}"


def tabs(query: SiteQuery | GoodsQuery, counts: Mapping[str, int], chosen: str) -> list[Tab]:
    counted = {ALL: sum(counts.values())} | {tab: counts.get(tab, 0) for tab in TABS}
    return [
        Tab(
            name,
            str(TAB_LABELS[name]),
            site_url(query.text, name, query.exact, query.literal),
            count,
            name == chosen,
        )
        for name, count in counted.items()
    ]


def tabs_beside_goods(query: GoodsQuery, totals: Totals) -> list[Tab]:
    """The tabs over the list of goods; none where nothing matches anywhere."""
    return tabs(query, totals.by_tab, GOODS) if totals.by_tab else []


def shown(result: EngineResult, plan: QueryPlan) -> list[CardHit]:
    """Filled from the database, which is the truth; what has gone since is left out, and out of
    the index soon."""
    hits = [kind_and_pk(number) for number, _score in result.hits]
    pks_by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, pk in hits:
        pks_by_kind[kind].append(pk)
    cards_by_kind = {kind: READERS[kind]().cards(pks) for kind, pks in pks_by_kind.items()}
    for kind, pks in pks_by_kind.items():
        touch(set(pks) - cards_by_kind[kind].keys(), kind)
    return [
        CardHit(marked_card(cards_by_kind[kind][pk], plan), READERS[kind].template)
        for kind, pk in hits
        if pk in cards_by_kind[kind]
    ]


def marked_card(card: ResultCard, plan: QueryPlan) -> ResultCard:
    analyzer = current_lexicon().analyzer
    title = mark(card.title, plan, analyzer)
    text = mark(shortened(card.text), plan, analyzer)
    if "<mark>" not in title + text:
        text = excerpt(f"{card.text} {card.body}", plan, analyzer) or text
    return replace(card, title=title, text=text)


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TEXT else line[:TEXT].rstrip() + "…"
