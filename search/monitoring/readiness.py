"""Whether the search is ready, for /readyz: one line, and details for operators."""

from search.engines.base import EngineError
from search.engines.generations import is_due
from search.engines.registry import configured, engines
from search.retrieval.failover import DATABASE

from .engine_status import Backlog, backlogs


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
