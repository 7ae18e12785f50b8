"""recall@10, MRR and nDCG@10 of an answer, by kind of query and over all."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from .judgments import Judged

DEPTH = 10
ALL = "all"

Ask = Callable[[str], Sequence[str]]  # query → what is shown, best first
Identity = Callable[[str], str]  # SKU → the good it belongs to: one good may have several


@dataclass(frozen=True)
class Score:
    """One query's figures. shown, missing: for the look at what went wrong."""

    judged: Judged
    recall: float
    mrr: float
    ndcg: float
    shown: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    queries: int
    recall: float
    mrr: float
    ndcg: float


def score(judged: Judged, shown: Sequence[str], good_of: Identity = str) -> Score:
    """Of a query without goods every figure is 1 if nothing is shown, else 0."""
    goods: dict[str, int] = {}
    for sku, grade in judged.goods.items():
        goods[good_of(sku)] = max(grade, goods.get(good_of(sku), 0))
    first = tuple(shown[:DEPTH])
    if not goods:
        kept = 0.0 if first else 1.0
        return Score(judged, kept, kept, kept, first, ())
    missing = tuple(sku for sku in judged.goods if good_of(sku) not in first)
    found = sum(good in goods for good in first)
    place = next((n for n, good in enumerate(first, start=1) if good in goods), 0)
    return Score(
        judged,
        recall=found / min(len(goods), DEPTH),
        mrr=1 / place if place else 0.0,
        ndcg=_gain([goods.get(good, 0) for good in first]) / _gain(sorted(goods.values())[::-1]),
        shown=first,
        missing=missing if found < DEPTH else (),
    )


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(n + 2) for n, grade in enumerate(list(grades)[:DEPTH]))


def scores(judged: Iterable[Judged], ask: Ask, good_of: Identity = str) -> list[Score]:
    return [score(one, ask(one.query), good_of) for one in judged]


def by_kind(found: Iterable[Score]) -> Mapping[str, Figures]:
    """In the order of the list; `all` last."""
    kinds: dict[str, list[Score]] = defaultdict(list)
    for one in found:
        kinds[one.judged.kind].append(one)
    everything = [one for some in kinds.values() for one in some]
    return {kind: _mean(some) for kind, some in [*kinds.items(), (ALL, everything)]}


def _mean(some: list[Score]) -> Figures:
    means = (fmean(getattr(one, name) for one in some) for name in ("recall", "mrr", "ndcg"))
    return Figures(len(some), *means)
