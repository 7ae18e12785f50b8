"""From strict to lenient: each tier is tried only when the one before found nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from search.analysis.pinyin import splittings
from search.engines.base import Engine
from search.query.completion import completions
from search.query.concepts import pinyin_alternatives, zh_concept
from search.query.goods_query import GoodsQuery
from search.query.plan import Concept, Plan
from search.query.planner import Planner
from search.query.results import Found, Match
from search.query.spelling import Vocabulary

from .partial_matches import first_met, partial

NOTHING_FOUND = Found((), 0, {})


@dataclass(frozen=True)
class Answer:
    """plan: the one that matched, for the marks in titles."""

    found: Found
    plan: Plan
    match: Match
    corrected_to: str | None = None


def answer(engine: Engine, planner: Planner, words: Vocabulary, query: GoodsQuery) -> Answer:
    plan = planner.plan(query.text)
    if not plan.concepts and query.text.strip():
        return Answer(NOTHING_FOUND, plan, "none")
    found = engine.find(plan, query)
    if found.total or not plan.concepts:
        return Answer(found, plan, "strict")
    if any(concept.kind == "code" for concept in plan.concepts):
        return Answer(found, plan, "none")
    if query.narrowed and engine.count(plan, query.kind):
        return Answer(found, plan, "strict")  # found, but not with these filters
    return _lenient(engine, planner, words, query, plan) or Answer(found, plan, "none")


def _lenient(engine, planner, words, query, plan) -> Answer | None:
    kind = query.kind
    alone = engine.counts([plan.only([concept]) for concept in plan.concepts], kind)
    missing = [c for c, count in zip(plan.concepts, alone, strict=True) if not count]
    if not query.exact:
        meant = (completions(plan.text, missing, words), words.corrections(plan.text, missing))
        texts = list(dict.fromkeys(chain(*meant)))
        others = [planner.plan(text) for text in texts]
        if (n := first_met(engine, others, kind)) is not None:
            return Answer(engine.find(others[n], query), others[n], "corrected", texts[n])
    others = list(cut_words(plan, planner, missing))
    if (n := first_met(engine, others, kind)) is not None:
        return Answer(engine.find(others[n], query), others[n], "strict")
    if other := partial(engine, apart(plan, planner), kind, words):
        return Answer(engine.find(other, query), other, "partial")
    return None


def cut_words(plan: Plan, planner: Planner, missing: list[Concept]) -> Iterator[Plan]:
    """Two words written as one, cut at each place: `keruikangnaifen`, single characters which
    the plan has joined (`若叶青汁`), a long word of the dictionary (`雀巢咖啡`).

    missing: words that match nothing; where one of them remains, no cut elsewhere can help.
    """
    for index, concept in enumerate(plan.concepts):
        if any(other is not concept for other in missing):
            continue
        for halves in _halves(concept, planner):
            yield plan.only([*plan.concepts[:index], *halves, *plan.concepts[index + 1 :]])


def _halves(concept: Concept, planner: Planner) -> Iterator[list[Concept]]:
    text = concept.text
    if concept.kind == "latin":
        for way in splittings(text):
            for cut in range(2, len(way) - 1):
                yield [_spoken("".join(way[:cut])), _spoken("".join(way[cut:]))]
    elif concept.kind == "zh" and len(text) > 3:
        if len(planner.segmenter.cut(text)) == len(text):
            cuts = list(range(2, len(text) - 1))
        else:
            cuts = planner.segmenter.seams(text)
        for cut in cuts:
            yield [zh_concept(text[:cut]), zh_concept(text[cut:])]


def apart(plan: Plan, planner: Planner) -> Plan:
    """Long words of the dictionary in their parts: half of `电动牙刷` is a toothbrush."""
    concepts: list[Concept] = []
    for concept in plan.concepts:
        seams = planner.segmenter.seams(concept.text) if concept.kind == "zh" else []
        places = [0, *seams, len(concept.text)]
        words = [concept.text[a:b] for a, b in pairwise(places)] if seams else []
        concepts += [zh_concept(word) for word in words] or [concept]
    return plan.only(concepts)


def _spoken(letters: str) -> Concept:
    return Concept(letters, len(letters) / 2, tuple(pinyin_alternatives(letters)), "latin")
