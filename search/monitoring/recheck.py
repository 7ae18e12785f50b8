"""What searches without results find by now: goods may have come since, or a synonym."""

from collections.abc import Iterable

from search.documents.schema import ANY
from search.models import MissedQuery
from search.retrieval.failover import query_engines
from search.retrieval.site import as_typed
from search.vocabulary.lexicon import current_lexicon


def with_current_results(rows: Iterable[MissedQuery]) -> list[MissedQuery]:
    """The rows with what each text finds now, strictly and on the whole site: one question to the
    engine for all of them. While it can't answer they say nothing."""
    rows = list(rows)
    planner = current_lexicon().planner
    plans = [planner.plan(as_typed(row.text)) for row in rows]
    searched = [(row, plan) for row, plan in zip(rows, plans, strict=True) if plan.concepts]
    counts = query_engines(
        lambda engine: list(engine.counts([plan for _, plan in searched], ANY)), list
    ).answer
    for (row, _plan), count in zip(searched, counts, strict=False):
        row.finds = count
    return rows
