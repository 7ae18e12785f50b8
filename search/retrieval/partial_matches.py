"""Goods that match a part of what was asked for; shown as such, never among full hits."""

from collections.abc import Iterator
from dataclasses import replace

from search.analysis.stop_words import WEAK_WORDS
from search.engines.base import Engine
from search.query.plan import Concept, Plan
from search.query.spelling import Vocabulary

PARTIAL_FIELDS = ("name", "gram", "brand", "bgram")


def partial(engine: Engine, plan: Plan, kind: str, words: Vocabulary) -> Plan | None:
    """Half of what was asked for, by size; else the head noun, else the brand, with whatever it
    meets."""

    asked = [limited(concept) for concept in plan.concepts]
    able = [concept for concept in asked if concept.any_of]
    counts = engine.counts([plan.only([concept]) for concept in able], kind)
    kept = [concept for concept, count in zip(able, counts, strict=True) if count]
    halves = [plan.only(some) for some in _halves(asked, kept, words)]
    if (n := first_met(engine, halves, kind)) is not None:
        return halves[n]
    chosen = _head_noun(asked, kept) or [c for c in kept if c.text in words.brand_names][:1]
    if not chosen:
        return None
    for concept in sorted(kept, key=lambda concept: -concept.size):
        if concept in chosen or not decides(concept):
            continue
        if engine.count(plan.only([*chosen, concept]), kind):
            chosen.append(concept)
    return plan.only(chosen)


def _halves(
    asked: list[Concept], kept: list[Concept], words: Vocabulary
) -> Iterator[list[Concept]]:
    """Without what matches nothing; then without the lightest, as long as half of it remains."""
    enough = sum(concept.size for concept in asked) / 2
    rest = list(kept)
    while _tells(rest, asked, words) and sum(concept.size for concept in rest) >= enough:
        yield list(rest)
        rest.remove(min(rest, key=lambda concept: concept.size))


def first_met(engine: Engine, plans: list[Plan], kind: str) -> int | None:
    """Which of the plans is the first that something matches."""
    found = (n for n, count in enumerate(engine.counts(plans, kind)) if count)
    return next(found, None)


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
