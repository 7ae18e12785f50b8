"""The status of each engine, for the organizers' page and for operators."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone

from search.engines.base import Engine, EngineError
from search.engines.generations import built_at, is_due
from search.engines.registry import configured, engines
from search.models import Rebuild, SearchChange
from search.retrieval.failover import DATABASE


@dataclass(frozen=True)
class Backlog:
    """Changes that an engine doesn't have yet."""

    rows: int = 0
    oldest_at: datetime | None = None

    @property
    def age(self) -> timedelta:
        return max(timezone.now() - self.oldest_at, timedelta()) if self.oldest_at else timedelta()


class EngineStatus:
    """error: why it can't answer, empty where it can; rests: this process leaves it alone."""

    def __init__(self, engine: Engine, *, first: bool, rests: bool, backlog: Backlog):
        self.name, self.first, self.rests, self.backlog = engine.name, first, rests, backlog
        self.error, self.generation, self.documents = "", "", None
        try:
            engine.ping()
            self.generation = engine.current() or ""
            self.documents = engine.size()
        except EngineError as exc:
            self.error = str(exc)[:200]
        rebuilds = Rebuild.objects.filter(engine=engine.name)
        self.open_rebuild = rebuilds.open().first()
        self.last_rebuild = rebuilds.exclude(state__in=Rebuild.OPEN).first()

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
        EngineStatus(
            engine,
            first=number == 0,
            rests=breaker.rests,
            backlog=pending.get(engine.name, Backlog()),
        )
        for number, (engine, breaker) in enumerate(engines())
    ]


# -- for /readyz ----------------------------------------------------------------------------------


def search():
    """None when the configured engine answers from an index of today's shape."""
    engine = configured()
    engine.ping()
    return "the index is missing or of an older schema" if is_due(engine.current()) else None


def search_details():
    """Which engine answers visitors now, and how far each is behind the catalogue."""
    pending = backlogs()
    answering, details = DATABASE, {}
    for engine, breaker in reversed(engines()):
        answers = not breaker.rests and _answers(engine)
        answering = engine.name if answers else answering
        backlog = pending.get(engine.name, Backlog())
        details[engine.name] = {
            "answers": answers,
            "waiting": backlog.rows,
            "oldest_seconds": round(backlog.age.total_seconds()),
        }
    return {"configured": configured().name, "answering": answering, "engines": details}


def _answers(engine) -> bool:
    try:
        engine.ping()
    except EngineError:
        return False
    return True
