"""What changed waits in rows of the same transaction: they stand or fall with the change."""

from collections.abc import Iterable

from search.documents.schema import GOODS
from search.engines.registry import engines
from search.models import SearchChange

from .background import index_on_commit


def touch(pks: Iterable[int], kind: str = GOODS) -> None:
    """Have these indexed again, goods unless another kind is named.

    The rows are part of the caller's transaction.
    """
    keys = sorted(set(pks))
    rows = [
        SearchChange(engine=engine.name, kind=kind, key=str(key))
        for engine, _ in engines()
        for key in keys
    ]
    if rows:
        SearchChange.objects.bulk_create(rows, batch_size=1000)
        index_on_commit()
