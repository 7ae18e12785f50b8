"""What the rest of the site may ask of the index: update some documents, rebuild it whole."""

from django.db import transaction

from .indexing.indexer import drain, drain_all, pending
from .indexing.outbox import touch
from .indexing.rebuild import rebuild
from .indexing.rebuild_claims import RebuildInProgressError, open_rebuild
from .indexing.tasks import rebuild_where_due
from .models import Rebuild

__all__ = [
    "RebuildInProgressError",
    "drain",
    "drain_all",
    "pending",
    "rebuild",
    "request_rebuild",
    "touch",
]


def request_rebuild(engine: str) -> Rebuild:
    """Have the worker do it; a second request joins the first."""
    job = open_rebuild(engine)
    transaction.on_commit(lambda: rebuild_where_due.delay(), robust=True)
    return job
