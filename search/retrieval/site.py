"""One question to everything the site holds: goods, firms, the programme, news and pages.

Whether the words are taken strictly, corrected or in part is decided once, over all kinds, so
that the tabs never answer different questions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from search.documents.schema import ANY, BOTH, kind_and_pk, number_of
from search.engines.base import Engine
from search.query.goods_query import GoodsQuery
from search.query.plan import Plan
from search.query.results import Found, Match
from search.sources import READERS
from search.vocabulary.lexicon import lexicon

from .failover import Answered, ask
from .relaxation import NOTHING_FOUND, answer

ALL, GOODS = "all", "goods"
TABS = tuple(dict.fromkeys(reader.tab for reader in READERS.values()))
ENDING = frozenset(reader.tab for reader in READERS.values() if reader.ends)
TOP = {GOODS: 8}  # what "all" shows of a tab
TOP_ELSEWHERE = 4
A_PAGE = 20
MOST_PAGES = 20  # of one tab: beyond it one searches with other words
Hits = tuple[tuple[int, float], ...]
LANGUAGES = frozenset({"zh-hans", "en"})


@dataclass(frozen=True)
class SiteQuery:
    text: str
    tab: str = ALL
    page: int = 1
    language: str = "zh-hans"
    exact: bool = False

    def shown_of(self, tab: str) -> GoodsQuery:
        """What this page shows of a tab: its first hits, a page of it, or only how many."""
        if self.tab == ALL:
            return GoodsQuery(kind=tab, size=TOP.get(tab, TOP_ELSEWHERE))
        return GoodsQuery(kind=tab, size=A_PAGE if self.tab == tab else 0, page=self.page)


@dataclass(frozen=True)
class SiteAnswer:
    """found: by tab; those that the query doesn't show have a total and no hits."""

    plan: Plan
    match: Match
    found: Mapping[str, Found]
    corrected_to: str | None = None

    @property
    def total(self) -> int:
        return sum(found.total for found in self.found.values())


NOWHERE = dict.fromkeys(TABS, NOTHING_FOUND)


def find(query: SiteQuery) -> Answered[SiteAnswer]:
    lexicon()  # loaded before the engine's time runs
    return ask(lambda engine: _answer(engine, query), lambda: _from_database(query))


STAND = re.compile(r"([A-Za-z]{1,2})[ -]?([0-9]{1,4})")


def as_typed(text: str) -> str:
    """A stand's code as it hangs over the stand is one word: `A-02` is asked for as `A02`."""
    code = STAND.fullmatch(text)
    return "".join(code.groups()) if code else text


@dataclass(frozen=True)
class Totals:
    """Hits by tab, of the words as typed or, where those are nowhere, as they were meant."""

    by_tab: Mapping[str, int]
    as_typed: bool = False

    @property
    def elsewhere(self) -> bool:
        """No good is called what was typed, but a firm, a talk or a page is."""
        beside = any(count for tab, count in self.by_tab.items() if tab != GOODS)
        return self.as_typed and beside and not self.by_tab[GOODS]


def totals(text: str, meant: Plan) -> Totals:
    typed = lexicon().planner.plan(as_typed(text))

    def count(engine: Engine) -> Totals:
        for plan in (typed, meant):
            found = engine.tally(plan, TABS) if plan.concepts else ()
            if any(found):
                return Totals(dict(zip(TABS, found, strict=True)), plan is typed)
        return Totals({})

    return ask(count, lambda: Totals({})).answer


def _answer(engine: Engine, query: SiteQuery) -> SiteAnswer:
    words = lexicon()
    asked = GoodsQuery(as_typed(query.text), kind=ANY, size=1, exact=query.exact)
    whole = answer(engine, words.planner, words.vocabulary, asked)
    if not whole.plan.concepts or whole.match == "none":
        return SiteAnswer(whole.plan, "none", NOWHERE)
    counted = zip(TABS, engine.tally(whole.plan, TABS), strict=True)
    found = {tab: _of_tab(engine, whole.plan, query, tab, total) for tab, total in counted}
    return SiteAnswer(whole.plan, whole.match, found, whole.corrected_to)


def _of_tab(engine: Engine, plan: Plan, query: SiteQuery, tab: str, total: int) -> Found:
    asked = query.shown_of(tab)
    if not (total and asked.size):
        return Found((), total, {})
    if tab in ENDING:
        return _coming_first(engine, plan, asked, query.language, total)
    return _in_language_first(engine, plan, asked, query.language, total)


def _coming_first(
    engine: Engine, plan: Plan, asked: GoodsQuery, language: str, total: int
) -> Found:
    """What is over stands behind all that is still to come. An index can't know the hour, so
    whatever one may leaf through is put in order here: a programme is small."""
    whole = replace(asked, page=1, size=MOST_PAGES * A_PAGE)
    hits = _in_language_first(engine, plan, whole, language, total).hits
    past = over(number for number, _score in hits)
    ordered = sorted(hits, key=lambda hit: hit[0] in past)
    return Found(tuple(ordered[asked.offset : asked.offset + asked.size]), total, {})


def over(numbers: Iterable[int]) -> set[int]:
    """Those among these that are past."""
    pks: dict[str, list[int]] = defaultdict(list)
    for kind, pk in map(kind_and_pk, numbers):
        pks[kind].append(pk)
    ending = (kind for kind in pks if READERS[kind].ends)
    return {number_of(kind, pk) for kind in ending for pk in READERS[kind]().over(pks[kind])}


def beside_goods(text: str, language: str, size: int) -> tuple[dict[str, Hits], Plan]:
    """The first hits of each tab but the goods' that hold all that was typed, and the plan to mark
    them by; none while the search is on reserve."""
    plan = lexicon().planner.plan(as_typed(text))
    query = SiteQuery(text, language=language)

    def first(engine: Engine) -> dict[str, Hits]:
        counted = zip(TABS, engine.tally(plan, TABS) if plan.concepts else (), strict=False)
        some = {tab: total for tab, total in counted if total and tab != GOODS}
        return {
            tab: _of_tab(engine, plan, query, tab, total).hits[:size] for tab, total in some.items()
        }

    answered = ask(first, dict)
    return {} if answered.degraded else answered.answer, plan


def _in_language_first(
    engine: Engine, plan: Plan, asked: GoodsQuery, language: str, total: int
) -> Found:
    """What can be read in the visitor's language, then the rest; goods carry both."""
    mine = engine.find(plan, replace(asked, filters={"lang": frozenset({language, BOTH})}))
    missing = asked.size - len(mine.hits)
    if mine.total == total or not missing:
        return Found(mine.hits, total, {})
    start = max(0, asked.offset - mine.total)
    others = {"lang": LANGUAGES - {language}}
    rest = engine.find(plan, replace(asked, filters=others, page=1, size=start + missing))
    return Found(mine.hits + rest.hits[start:], total, {})


def _from_database(query: SiteQuery) -> SiteAnswer:
    """Whose name holds every word, kind by kind."""
    plan = lexicon().planner.plan(as_typed(query.text))
    found = {tab: _named(plan, query, tab) for tab in TABS} if plan.concepts else NOWHERE
    return SiteAnswer(plan, "strict" if any(f.total for f in found.values()) else "none", found)


def _named(plan: Plan, query: SiteQuery, tab: str) -> Found:
    words = [concept.text for concept in plan.concepts]
    asked = query.shown_of(tab)
    end = asked.offset + asked.size
    numbers: list[int] = []
    total = 0
    for reader in (r() for r in READERS.values() if r.tab == tab):
        named = reader.named(words)
        total += named.count()
        some = reader.newest(named).values_list("pk", flat=True)[: end - len(numbers)]
        numbers += [number_of(reader.kind, pk) for pk in some]
    return Found(tuple((number, 0.0) for number in numbers[asked.offset : end]), total, {})
