"""Goods that match a part of the query; shown as such, never among full matches."""

from collections.abc import Iterator
from dataclasses import replace

from search.analysis.stop_words import WEAK_WORDS
from search.engines.base import Engine
from search.query.plan import Concept, QueryPlan
from search.query.spelling import Vocabulary

PARTIAL_FIELDS = ("name", "gram", "brand", "bgram")


def partial(engine: Engine, plan: QueryPlan, kind: str, vocabulary: Vocabulary) -> QueryPlan | None:
    """Half of the query, by size; else the head noun, else the brand, with what else matches."""

    named = [in_name_fields(concept) for concept in plan.concepts]
    matchable = [concept for concept in named if concept.any_of]
    counts = engine.counts([plan.only([concept]) for concept in matchable], kind)
    matching = [concept for concept, count in zip(matchable, counts, strict=True) if count]
    halves = [plan.only(some) for some in _halves(named, matching, vocabulary)]
    if (n := first_matching(engine, halves, kind)) is not None:
        return halves[n]
    chosen = (
        _head_noun(named, matching) or [c for c in matching if c.text in vocabulary.brand_names][:1]
    )
    if not chosen:
        return None
    for concept in sorted(matching, key=lambda concept: -concept.size):
        if concept in chosen or not is_decisive(concept):
            continue
        if engine.count(plan.only([*chosen, concept]), kind):
            chosen.append(concept)
    return plan.only(chosen)


def _halves(
    named: list[Concept], matching: list[Concept], vocabulary: Vocabulary
) -> Iterator[list[Concept]]:
    """Without what matches nothing; then without the lightest, as long as half of it remains."""
    enough = sum(concept.size for concept in named) / 2
    rest = list(matching)
    while _tells(rest, named, vocabulary) and sum(concept.size for concept in rest) >= enough:
        yield list(rest)
        rest.remove(min(rest, key=lambda concept: concept.size))


def first_matching(engine: Engine, plans: list[QueryPlan], kind: str) -> int | None:
    """Which of the plans is the first that something matches."""
    matching = (n for n, count in enumerate(engine.counts(plans, kind)) if count)
    return next(matching, None)


def _tells(rest: list[Concept], named: list[Concept], vocabulary: Vocabulary) -> bool:
    """English names the product last: `hand` is no half of `hand soap`, but a brand is."""
    if not any(is_decisive(concept) for concept in rest):
        return False
    if any(concept.kind != "latin" for concept in named):
        return True
    return named[-1] in rest or any(concept.text in vocabulary.brand_words for concept in rest)


def _head_noun(named: list[Concept], matching: list[Concept]) -> list[Concept]:
    """The last Chinese word that names a product, if there are such goods."""
    nouns = [concept for concept in named if concept.kind == "zh" and is_decisive(concept)]
    return nouns[-1:] if nouns and nouns[-1] in matching else []


def in_name_fields(concept: Concept) -> Concept:
    """Half-matches count only where the good is named, not where it is described."""
    return replace(concept, any_of=tuple(a for a in concept.any_of if a.field in PARTIAL_FIELDS))


def named_so(concept: Concept) -> Concept:
    """A correction has goods of its own: called so or in a category called so, not only described
    with the word."""
    return replace(concept, any_of=tuple(a for a in concept.any_of if a.field != "body"))


def is_decisive(concept: Concept) -> bool:
    """A size, a single character or a weak word doesn't say what was searched for."""
    text = concept.text
    if concept.kind == "size" or len(text) < 2 or text.isdigit():
        return False
    return text not in WEAK_WORDS
