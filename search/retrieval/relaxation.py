"""Query relaxation, strict to lenient: a tier is tried only where the one before has no match."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from search.analysis.pinyin import syllable_splits
from search.engines.base import Engine
from search.query.completion import completions
from search.query.concepts import pinyin_alternatives, zh_concept
from search.query.goods_query import GoodsQuery
from search.query.plan import Concept, QueryPlan, Reading
from search.query.planner import Planner
from search.query.results import EngineResult, Match
from search.query.spelling import Vocabulary

from .partial_matches import first_matching, is_decisive, named_so, partial

NO_RESULT = EngineResult((), 0, {})


@dataclass(frozen=True)
class Answer:
    """plan: the one that matched, for the marks in titles."""

    result: EngineResult
    plan: QueryPlan
    match: Match
    corrected_to: str | None = None


def relaxed_search(
    engine: Engine, planner: Planner, vocabulary: Vocabulary, query: GoodsQuery
) -> Answer:
    plan = understood(engine, planner, query)
    if plan.text and not plan.concepts:
        return Answer(NO_RESULT, plan, "none")
    result = engine.find(plan, query)
    if result.total or not plan.concepts:
        return Answer(result, plan, "strict")
    if any(concept.kind == "code" for concept in plan.concepts):
        return Answer(result, plan, "none")
    if plan.readings and (literal := matching_literally(engine, planner, query)):
        return Answer(engine.find(literal, query), literal, "strict")
    words = plan.only(plan.concepts)
    if (query.is_filtered or plan.readings) and engine.count(words, query.kind):
        return Answer(result, plan, "strict")  # found, but not with these filters
    return _lenient(engine, planner, vocabulary, query, plan) or Answer(result, plan, "none")


def understood(engine: Engine, planner: Planner, query: GoodsQuery) -> QueryPlan:
    """The text with its readings, but for those that are left off: their words are searched for
    where anything matches them, else dropped."""
    plan = planner.read(query.text, query.literal)
    if query.literal:
        literal = planner.read_literally(query.text, query.literal)
        if literal.text != plan.text and engine.count(literal, query.kind):
            plan = literal
    readings = (reading for reading in plan.readings if not is_overruled(reading, query))
    return replace(plan, readings=tuple(readings))


def is_overruled(reading: Reading, query: GoodsQuery) -> bool:
    """What is chosen by hand goes before what is read from the words."""
    if reading.kind == "price":
        return query.price != (None, None) or bool(query.filters.get("price"))
    return bool(query.filters.get("origin", frozenset()) & set(reading.origins))


def matching_literally(engine: Engine, planner: Planner, query: GoodsQuery) -> QueryPlan | None:
    """All words as they were typed, where goods are called so: then nothing was to be read."""
    literal = planner.plan(query.text)
    return literal if literal.concepts and engine.count(literal, query.kind) else None


def _lenient(engine, planner, vocabulary, query, plan) -> Answer | None:
    """By the words alone, as filters have no say either; the readings then narrow the result."""
    kind = query.kind

    def answer(candidate: QueryPlan, match: Match, text: str | None = None) -> Answer:
        meant = replace(candidate, readings=plan.readings)
        return Answer(engine.find(meant, query), meant, match, text)

    counts = engine.counts([plan.only([concept]) for concept in plan.concepts], kind)
    missing = [c for c, count in zip(plan.concepts, counts, strict=True) if not count]
    if not query.exact:
        texts = list(corrected_texts(plan, planner, vocabulary, missing))
        candidates = [planner.plan(text) for text in texts]
        named = [candidate.only(map(named_so, candidate.concepts)) for candidate in candidates]
        if (n := first_matching(engine, named, kind)) is not None:
            return answer(candidates[n], "corrected", texts[n])
    candidates = list(split_terms(plan, planner, missing))
    if (n := first_matching(engine, candidates, kind)) is not None:
        return answer(candidates[n], "strict")
    if candidate := partial(engine, split_long_terms(plan, planner), kind, vocabulary):
        return answer(candidate, "partial")
    return None


def corrected_texts(
    plan: QueryPlan, planner: Planner, vocabulary: Vocabulary, missing: list[Concept]
) -> Iterator[str]:
    """Other spellings of the query. What a category is called is spelt rightly, also where there
    are no such goods; and a word for whom a good is (`宝宝`) is not what was misspelt."""
    is_category = planner.synonyms.is_category
    if is_category(plan.text):
        return
    slips = [concept for concept in missing if not is_category(concept.text)]
    corrections = vocabulary.corrections(plan.text, slips) if slips else ()
    for text in dict.fromkeys(chain(completions(plan.text, missing, vocabulary), corrections)):
        if any(map(is_decisive, planner.plan(text).concepts)):
            yield text


def split_terms(plan: QueryPlan, planner: Planner, missing: list[Concept]) -> Iterator[QueryPlan]:
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
        for syllables in syllable_splits(text):
            for cut in range(2, len(syllables) - 1):
                parts = "".join(syllables[:cut]), "".join(syllables[cut:])
                yield [_pinyin_concept(part) for part in parts]
    elif concept.kind == "zh" and len(text) > 3:
        if len(planner.segmenter.cut(text)) == len(text):
            cuts = list(range(2, len(text) - 1))
        else:
            cuts = planner.segmenter.seams(text)
        for cut in cuts:
            yield [zh_concept(text[:cut]), zh_concept(text[cut:])]


def split_long_terms(plan: QueryPlan, planner: Planner) -> QueryPlan:
    """Long words of the dictionary in their parts: half of `电动牙刷` is a toothbrush."""
    concepts: list[Concept] = []
    for concept in plan.concepts:
        seams = planner.segmenter.seams(concept.text) if concept.kind == "zh" else []
        places = [0, *seams, len(concept.text)]
        parts = [concept.text[a:b] for a, b in pairwise(places)] if seams else []
        concepts += [zh_concept(word) for word in parts] or [concept]
    return plan.only(concepts)


def _pinyin_concept(latin: str) -> Concept:
    return Concept(latin, len(latin) / 2, tuple(pinyin_alternatives(latin)), "latin")
