"""Which engine answers: the configured one, else a warm one beside it, else the database."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from search.engines.base import Engine, EngineError
from search.engines.registry import engines
from search.engines.time_budget import within_page_budget

logger = logging.getLogger(__name__)
DATABASE = "database"
T = TypeVar("T")


@dataclass(frozen=True)
class SearchResponse(Generic[T]):
    """An answer, the engine that gave it, and whether that was not the one it should be."""

    answer: T
    engine: str
    degraded: bool
    took_ms: int


def query_engines(question: Callable[[Engine], T], otherwise: Callable[[], T]) -> SearchResponse[T]:
    """Ask the configured engine, else a warm one, else the database. Never raises for an engine."""
    started = time.monotonic()
    for position, (engine, breaker) in enumerate(engines()):
        if not breaker.allows():
            continue
        try:
            with within_page_budget():
                answer = question(engine)
        except EngineError as exc:
            logger.warning("%s can't answer: %s", engine.name, exc)
            breaker.trip()
            continue
        breaker.close()
        # a fallback's answer is degraded also while the breaker of the first engine is open
        return SearchResponse(answer, engine.name, position > 0, _elapsed_ms(started))
    return SearchResponse(otherwise(), DATABASE, True, _elapsed_ms(started))


def _elapsed_ms(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
