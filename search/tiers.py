"""From strict to lenient: each tier is tried only when the one before found nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from .concepts import pinyin_alternatives, zh_concept
from .engines import Engine
from .pinyin import splittings
from .plan import Planner
from .query import Concept, Found, GoodsQuery, Match, Plan
from .spelling import Vocabulary
from .stop_words import WEAK_WORDS

PARTIAL_FIELDS = ("name", "gram", "brand", "bgram")
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
    if not query.exact:
        missing = [c for c in plan.concepts if not engine.count(plan.only([c]), query.kind)]
        for text in words.corrections(plan.text, missing):
            other = planner.plan(text)
            if other.concepts and engine.count(other, query.kind):
                return Answer(engine.find(other, query), other, "corrected", text)
    for other in cut_words(plan, planner):
        if engine.count(other, query.kind):
            return Answer(engine.find(other, query), other, "strict")
    if other := partial(engine, apart(plan, planner), query.kind, words):
        return Answer(engine.find(other, query), other, "partial")
    return None


def cut_words(plan: Plan, planner: Planner) -> Iterator[Plan]:
    """Two words written as one, cut at each place: `keruikangnaifen`, single characters which
    the plan has joined (`若叶青汁`), a long word of the dictionary (`雀巢咖啡`)."""
    for index, concept in enumerate(plan.concepts):
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


def partial(engine: Engine, plan: Plan, kind: str, words: Vocabulary) -> Plan | None:
    """Half of what was asked for, by size; else the head noun, else the brand, with whatever it
    meets."""

    def meets(concepts: list[Concept]) -> bool:
        return bool(engine.count(plan.only(concepts), kind))

    asked = [limited(concept) for concept in plan.concepts]
    kept = [concept for concept in asked if concept.any_of and meets([concept])]
    enough = sum(concept.size for concept in asked) / 2
    rest = list(kept)
    while _tells(rest, asked, words) and sum(c.size for c in rest) >= enough:
        if meets(rest):
            return plan.only(rest)
        rest.remove(min(rest, key=lambda concept: concept.size))
    chosen = _head_noun(asked, kept) or [c for c in kept if c.text in words.brand_names][:1]
    if not chosen:
        return None
    for concept in sorted(kept, key=lambda concept: -concept.size):
        if concept not in chosen and decides(concept) and meets([*chosen, concept]):
            chosen.append(concept)
    return plan.only(chosen)


def _tells(rest: list[Concept], asked: list[Concept], words: Vocabulary) -> bool:
    """English names the thing last: for half of `hand soap` no hand will do, but a brand will."""
    if not any(decides(concept) for concept in rest):
        return False
    if any(concept.kind != "latin" for concept in asked):
        return True
    return asked[-1] in rest or any(concept.text in words.brand_words for concept in rest)


def _head_noun(asked: list[Concept], kept: list[Concept]) -> list[Concept]:
    """The last Chinese word that names a thing, if there are such goods."""
    nouns = [concept for concept in asked if concept.kind == "zh" and decides(concept)]
    return nouns[-1:] if nouns and nouns[-1] in kept else []


def limited(concept: Concept) -> Concept:
    """Half-matches count only where the good is named, not where it is described."""
    return replace(concept, any_of=tuple(a for a in concept.any_of if a.field in PARTIAL_FIELDS))


def decides(concept: Concept) -> bool:
    """A size, a lone character or for whom it is says nothing of what was looked for."""
    text = concept.text
    if concept.kind == "size" or len(text) < 2 or text.isdigit():
        return False
    return text not in WEAK_WORDS
