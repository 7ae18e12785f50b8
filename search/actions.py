"""The room's verbs: have something indexed again, index what waits, build an index anew."""

from .indexing.indexer import drain, drain_all, touch, waiting
from .indexing.rebuild import AlreadyRebuilding, rebuild, request_rebuild

__all__ = [
    "AlreadyRebuilding",
    "drain",
    "drain_all",
    "rebuild",
    "request_rebuild",
    "touch",
    "waiting",
]
