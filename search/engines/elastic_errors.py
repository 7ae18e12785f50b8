"""Elasticsearch's errors as those of an engine."""

from collections.abc import Iterator
from contextlib import contextmanager

from elastic_transport import TransportError
from elasticsearch import ApiError, NotFoundError

from .base import EngineError, IndexMissingError


@contextmanager
def translated_errors() -> Iterator[None]:
    try:
        yield
    except NotFoundError as exc:
        raise IndexMissingError(f"Elasticsearch has no such index: {exc}") from exc
    except (ApiError, TransportError) as exc:
        raise EngineError(str(exc)) from exc
    except (LookupError, TypeError, ValueError, AttributeError) as exc:
        raise EngineError(f"The answer is not Elasticsearch's: {exc!r}") from exc
