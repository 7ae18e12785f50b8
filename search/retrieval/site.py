"""One query to everything on the site: goods, firms, the programme, news and pages.

Whether the query is matched strictly, corrected or in part is decided once, over all kinds, so that
the tabs never show results of different queries."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from search.documents.schema import ANY, BOTH, kind_and_pk, number_of
from search.engines.base import Engine
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.query.results import EngineResult, Match
from search.sources import READERS
from search.vocabulary.lexicon import current_lexicon

from .failover import SearchResponse, query_engines
from .relaxation import NO_RESULT, relaxed_search

ALL, GOODS = "all", "goods"
TABS = tuple(dict.fromkeys(reader.tab for reader in READERS.values()))
ENDING = frozenset(reader.tab for reader in READERS.values() if reader.ends)
TOP = {GOODS: 8}  # what "all" shows of a tab
TOP_ELSEWHERE = 4
PAGE_SIZE = 20
MAX_PAGES = 20  # of one tab: beyond it one searches more precisely
Hits = tuple[tuple[int, float], ...]
LANGUAGES = frozenset({"zh-hans", "en"})


@dataclass(frozen=True)
class SiteQuery:
    text: str
    tab: str = ALL
    page: int = 1
    language: str = "zh-hans"
    exact: bool = False
    literal: frozenset[str] = frozenset()  # readings left off, by what was typed of them

    def shown_of(self, tab: str) -> GoodsQuery:
        """What this page shows of a tab: its first hits, a page of it, or only how many."""
        if self.tab == ALL:
            return GoodsQuery(kind=tab, size=TOP.get(tab, TOP_ELSEWHERE))
        return GoodsQuery(kind=tab, size=PAGE_SIZE if self.tab == tab else 0, page=self.page)


@dataclass(frozen=True)
class SiteAnswer:
    """results: by tab; tabs that the query doesn't show have a total and no hits."""

    plan: QueryPlan
    match: Match
    results: Mapping[str, EngineResult]
    corrected_to: str | None = None

    @property
    def total(self) -> int:
        return sum(result.total for result in self.results.values())


NOWHERE = dict.fromkeys(TABS, NO_RESULT)


def find(query: SiteQuery) -> SearchResponse[SiteAnswer]:
    current_lexicon()  # loaded before the engine's time runs
    return query_engines(lambda engine: _answer(engine, query), lambda: _from_database(query))


STAND = re.compile(r"([A-Za-z]{1,2})[ -]?([0-9]{1,4})")


def as_typed(text: str) -> str:
    """A stand's code as it hangs over the stand is one word: `A-02` is searched as `A02`."""
    code = STAND.fullmatch(text)
    return "".join(code.groups()) if code else text


@dataclass(frozen=True)
class Totals:
    """Hits by tab, of the text as typed or, where that matches nowhere, as it was meant."""

    by_tab: Mapping[str, int]
    as_typed: bool = False

    @property
    def elsewhere(self) -> bool:
        """No good is called what was typed, but a firm, a talk or a page is."""
        beside = any(count for tab, count in self.by_tab.items() if tab != GOODS)
        return self.as_typed and beside and not self.by_tab[GOODS]


def totals(query: GoodsQuery, plan_as_meant: QueryPlan) -> Totals:
    typed = current_lexicon().planner.read(as_typed(query.text), query.literal)
    typed = replace(typed, readings=plan_as_meant.readings)  # without what is overruled by hand

    def count(engine: Engine) -> Totals:
        for plan in (typed, plan_as_meant):
            counts = engine.tally(plan, TABS) if plan.concepts or plan.readings else ()
            if any(counts):
                return Totals(dict(zip(TABS, counts, strict=True)), plan is typed)
        return Totals({})

    return query_engines(count, lambda: Totals({})).answer


def _answer(engine: Engine, query: SiteQuery) -> SiteAnswer:
    lexicon = current_lexicon()
    query_of_all = GoodsQuery(
        as_typed(query.text), kind=ANY, size=1, exact=query.exact, literal=query.literal
    )
    overall = relaxed_search(engine, lexicon.planner, lexicon.vocabulary, query_of_all)
    if overall.match == "none" or not (overall.plan.concepts or overall.plan.readings):
        return SiteAnswer(overall.plan, "none", NOWHERE)
    totals_by_tab = zip(TABS, engine.tally(overall.plan, TABS), strict=True)
    results = {
        tab: _of_tab(engine, overall.plan, query, tab, total) for tab, total in totals_by_tab
    }
    return SiteAnswer(overall.plan, overall.match, results, overall.corrected_to)


def _of_tab(
    engine: Engine, plan: QueryPlan, query: SiteQuery, tab: str, total: int
) -> EngineResult:
    shown = query.shown_of(tab)
    if not (total and shown.size):
        return EngineResult((), total, {})
    if tab in ENDING:
        return _coming_first(engine, plan, shown, query.language, total)
    return _in_language_first(engine, plan, shown, query.language, total)


def _coming_first(
    engine: Engine, plan: QueryPlan, shown: GoodsQuery, language: str, total: int
) -> EngineResult:
    """What is over stands behind all that is still to come. An index can't know the hour, so
    whatever one may leaf through is put in order here: a programme is small."""
    everything = replace(shown, page=1, size=MAX_PAGES * PAGE_SIZE)
    hits = _in_language_first(engine, plan, everything, language, total).hits
    ended = over(number for number, _score in hits)
    ordered = sorted(hits, key=lambda hit: hit[0] in ended)
    return EngineResult(tuple(ordered[shown.offset : shown.offset + shown.size]), total, {})


def over(numbers: Iterable[int]) -> set[int]:
    """Those among these that are past."""
    pks: dict[str, list[int]] = defaultdict(list)
    for kind, pk in map(kind_and_pk, numbers):
        pks[kind].append(pk)
    ending = (kind for kind in pks if READERS[kind].ends)
    return {number_of(kind, pk) for kind in ending for pk in READERS[kind]().over(pks[kind])}


def beside_goods(text: str, language: str, size: int) -> tuple[dict[str, Hits], QueryPlan]:
    """The first strict hits of each tab but the goods', and the plan to highlight them by; none
    while the configured engine is out."""
    plan = current_lexicon().planner.plan(as_typed(text))
    query = SiteQuery(text, language=language)

    def first(engine: Engine) -> dict[str, Hits]:
        totals_by_tab = zip(TABS, engine.tally(plan, TABS) if plan.concepts else (), strict=False)
        with_hits = {tab: total for tab, total in totals_by_tab if total and tab != GOODS}
        return {
            tab: _of_tab(engine, plan, query, tab, total).hits[:size]
            for tab, total in with_hits.items()
        }

    response = query_engines(first, dict)
    return {} if response.degraded else response.answer, plan


def _in_language_first(
    engine: Engine, plan: QueryPlan, shown: GoodsQuery, language: str, total: int
) -> EngineResult:
    """What can be read in the visitor's language, then the rest; goods carry both."""
    in_language = engine.find(plan, replace(shown, filters={"lang": frozenset({language, BOTH})}))
    missing = shown.size - len(in_language.hits)
    if in_language.total == total or not missing:
        return EngineResult(in_language.hits, total, {})
    start = max(0, shown.offset - in_language.total)
    other_languages = {"lang": LANGUAGES - {language}}
    rest = engine.find(plan, replace(shown, filters=other_languages, page=1, size=start + missing))
    return EngineResult(in_language.hits + rest.hits[start:], total, {})


def _from_database(query: SiteQuery) -> SiteAnswer:
    """Documents whose name contains every word, kind by kind."""
    planner = current_lexicon().planner
    plan = replace(planner.read(as_typed(query.text), query.literal), readings=())
    results = {tab: _named(plan, query, tab) for tab in TABS} if plan.concepts else NOWHERE
    return SiteAnswer(plan, "strict" if any(f.total for f in results.values()) else "none", results)


def _named(plan: QueryPlan, query: SiteQuery, tab: str) -> EngineResult:
    terms = [concept.text for concept in plan.concepts]
    shown = query.shown_of(tab)
    end = shown.offset + shown.size
    numbers: list[int] = []
    total = 0
    for reader in (r() for r in READERS.values() if r.tab == tab):
        matches = reader.named(terms)
        total += matches.count()
        pks = reader.newest(matches).values_list("pk", flat=True)[: end - len(numbers)]
        numbers += [number_of(reader.kind, pk) for pk in pks]
    return EngineResult(tuple((number, 0.0) for number in numbers[shown.offset : end]), total, {})
