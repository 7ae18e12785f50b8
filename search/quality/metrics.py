"""recall@10, MRR and nDCG@10 of an answer, by kind of query and over all."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from .judgments import JudgedQuery

DEPTH = 10
ALL = "all"

SearchFunction = Callable[[str], Sequence[str]]  # query → what is shown, best first
Identity = Callable[[str], str]  # SKU → the good it belongs to: one good may have several


@dataclass(frozen=True)
class Score:
    """One query's figures. shown, missing: for the look at what went wrong."""

    judged: JudgedQuery
    recall: float
    mrr: float
    ndcg: float
    shown: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class MeanScores:
    queries: int
    recall: float
    mrr: float
    ndcg: float


def score(judged: JudgedQuery, shown: Sequence[str], good_of: Identity = str) -> Score:
    """Of a query without goods every figure is 1 if nothing is shown, else 0."""
    goods: dict[str, int] = {}
    for sku, grade in judged.goods.items():
        goods[good_of(sku)] = max(grade, goods.get(good_of(sku), 0))
    first = tuple(shown[:DEPTH])
    if not goods:
        figure = 0.0 if first else 1.0
        return Score(judged, figure, figure, figure, first, ())
    missing = tuple(sku for sku in judged.goods if good_of(sku) not in first)
    hits = sum(good in goods for good in first)
    place = next((n for n, good in enumerate(first, start=1) if good in goods), 0)
    return Score(
        judged,
        recall=hits / min(len(goods), DEPTH),
        mrr=1 / place if place else 0.0,
        ndcg=_gain([goods.get(good, 0) for good in first]) / _gain(sorted(goods.values())[::-1]),
        shown=first,
        missing=missing if hits < DEPTH else (),
    )


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(n + 2) for n, grade in enumerate(list(grades)[:DEPTH]))


def scores(
    judged: Iterable[JudgedQuery], search: SearchFunction, good_of: Identity = str
) -> list[Score]:
    return [score(one, search(one.query), good_of) for one in judged]


def by_kind(all_scores: Iterable[Score]) -> Mapping[str, MeanScores]:
    """In the order of the list; `all` last."""
    kinds: dict[str, list[Score]] = defaultdict(list)
    for each in all_scores:
        kinds[each.judged.kind].append(each)
    everything = [each for group in kinds.values() for each in group]
    return {kind: _mean(group) for kind, group in [*kinds.items(), (ALL, everything)]}


def _mean(group: list[Score]) -> MeanScores:
    means = (fmean(getattr(each, name) for each in group) for name in ("recall", "mrr", "ndcg"))
    return MeanScores(len(group), *means)
