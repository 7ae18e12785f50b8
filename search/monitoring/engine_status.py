"""The status of each engine, for the organizers' page and for operators."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone

from search.engines.base import Engine, EngineError
from search.engines.generations import built_at, is_due
from search.engines.registry import engines
from search.models import Rebuild, SearchChange


@dataclass(frozen=True)
class Backlog:
    """Changes that an engine doesn't have yet."""

    rows: int = 0
    oldest_at: datetime | None = None

    @property
    def age(self) -> timedelta:
        return max(timezone.now() - self.oldest_at, timedelta()) if self.oldest_at else timedelta()


@dataclass(frozen=True)
class EngineStatus:
    """error: why it can't answer, empty where it can; rests: this process leaves it alone."""

    name: str
    first: bool
    error: str
    rests: bool
    generation: str
    documents: int | None
    backlog: Backlog
    open_rebuild: Rebuild | None
    last_rebuild: Rebuild | None

    @property
    def built_at(self) -> datetime | None:
        return built_at(self.generation)

    @property
    def is_due(self) -> bool:
        return is_due(self.generation or None)


def backlogs() -> dict[str, Backlog]:
    rows = SearchChange.objects.values("engine").annotate(rows=Count("pk"), oldest=Min("at"))
    return {row["engine"]: Backlog(row["rows"], row["oldest"]) for row in rows}


def states() -> list[EngineStatus]:
    pending = backlogs()
    return [
        _state(engine, number == 0, breaker.rests, pending.get(engine.name, Backlog()))
        for number, (engine, breaker) in enumerate(engines())
    ]


def _state(engine: Engine, first: bool, rests: bool, backlog: Backlog) -> EngineStatus:
    error, generation, documents = "", "", None
    try:
        engine.ping()
        generation = engine.current() or ""
        documents = engine.size()
    except EngineError as exc:
        error = str(exc)[:200]
    rebuilds = Rebuild.objects.of(engine.name)
    return EngineStatus(
        name=engine.name,
        first=first,
        error=error,
        rests=rests,
        generation=generation,
        documents=documents,
        backlog=backlog,
        open_rebuild=rebuilds.open().first(),
        last_rebuild=rebuilds.exclude(state__in=Rebuild.OPEN).first(),
    )
