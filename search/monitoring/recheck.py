"""What searches in vain find by now: a good may have come since, or a word been taught."""

from collections.abc import Iterable

from search.documents.schema import ANY
from search.models import MissedQuery
from search.retrieval.failover import ask
from search.retrieval.site import as_typed
from search.vocabulary.lexicon import lexicon


def looked_at_again(rows: Iterable[MissedQuery]) -> list[MissedQuery]:
    """The rows with what each text finds now, strictly and on the whole site: one question to the
    engine for all of them. While it can't answer they say nothing."""
    rows = list(rows)
    planner = lexicon().planner
    plans = [planner.plan(as_typed(row.text)) for row in rows]
    asked = [(row, plan) for row, plan in zip(rows, plans, strict=True) if plan.concepts]
    counts = ask(lambda engine: list(engine.counts([plan for _, plan in asked], ANY)), list).answer
    for (row, _plan), count in zip(asked, counts, strict=False):
        row.finds = count
    return rows
