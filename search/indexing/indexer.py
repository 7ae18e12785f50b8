"""Changes stay in the outbox, for each engine its own, until the engine has them."""

import logging
import time

from django.db.models import QuerySet

from search.documents.builder import DocumentBuilder
from search.documents.schema import GOODS, document_key
from search.engines.base import (
    Change,
    Engine,
    EngineError,
    IndexMissingError,
    WriterBusyError,
)
from search.engines.registry import engines
from search.models import SearchChange, SearchCursor
from search.sources import READERS, SourceReader
from search.vocabulary import lexicon, word_counts

logger = logging.getLogger(__name__)
BATCH = 500
MAX_ROUNDS = 4  # batches in a row, while changes never end: a rebuild waits for the lock
LOCK_PAUSE = 0.05  # seconds, in which a rebuild may take the lock
MAX_CONFLICTS = 20
_reported: set[str] = set()  # engines that took no changes when this process last tried


def pending(engine: Engine) -> QuerySet[SearchChange]:
    return SearchChange.objects.filter(engine=engine.name).order_by("pk")


def drain_all() -> int:
    """Index what is pending for every engine. One that fails keeps its rows for the next run."""
    done = 0
    for engine, _ in engines():
        try:
            engine.ping()  # a hanging server costs a second, not the timeout of a bulk
            done += drain(engine)
            _reported.discard(engine.name)
        except EngineError as error:
            _report(engine, error)
    return done


def _report(engine: Engine, error: EngineError) -> None:
    """A warning once, until the engine takes changes again: this runs every few seconds and after
    each commit. None for an index that is still to be built, as while the demo is seeded."""
    if engine.name in _reported or isinstance(error, IndexMissingError):
        logger.debug("%s: changes are left waiting: %s", engine.name, error)
        return
    _reported.add(engine.name)
    logger.warning("%s: changes are left waiting: %s", engine.name, error)


def drain(engine: Engine, rounds: int | None = None) -> int:
    """Index what is pending for this engine; returns the number of changes executed.

    rounds: at most so many batches, for a caller with other work while changes keep coming.

    Repeating is harmless: each document is built from the database as it is now, and a row goes
    only when its document is written. Raises EngineError when the engine doesn't take them.
    """
    done = 0
    while pending(engine).exists():  # looked at again after the lock: who was turned away, left
        try:
            with engine.writing():
                done += _drain(engine, rounds or MAX_ROUNDS)
        except WriterBusyError:
            break
        if rounds:
            break
        if pending(engine).exists():
            time.sleep(LOCK_PAUSE)
    return done


def _drain(engine: Engine, rounds: int) -> int:
    builder = DocumentBuilder(segmenter=lexicon.segmenter())
    done, conflicting_rounds = 0, 0
    for _ in range(rounds):
        version = SearchCursor.next_version(engine.name)
        rows = list(pending(engine).values_list("pk", "kind", "key")[:BATCH])
        if not rows:
            break
        changes: list[Change] = []
        for kind, reader in READERS.items():
            if keys := {int(key) for _, of, key in rows if of == kind}:
                changes += _changes(keys, reader(), builder)
        conflicts = engine.write(changes, version)
        written = [pk for pk, kind, key in rows if document_key(kind, key) not in conflicts]
        SearchChange.objects.filter(pk__in=written).delete()
        done += len(written)
        if conflicts and SearchCursor.version_of(engine.name) == version:
            raise EngineError("The index holds newer versions than this database: rebuild it.")
        # another process was quicker: its rows, or the next try
        conflicting_rounds += bool(conflicts)
        if conflicting_rounds == MAX_CONFLICTS:
            break
    return done


def _changes(keys: set[int], reader: SourceReader, builder: DocumentBuilder) -> list[Change]:
    """Whatever is no longer shown is removed."""
    sources = reader.sources(keys)
    builder.know_brands(source.brand for source in sources)
    documents = [builder.document(source) for source in sources]
    if reader.kind == GOODS:
        word_counts.learn_goods(zip(sources, documents, strict=True))
    shown = {source.pk for source in sources}
    changes: list[Change] = [
        (document_key(reader.kind, source.pk), document)
        for source, document in zip(sources, documents, strict=True)
    ]
    return changes + [(document_key(reader.kind, key), None) for key in sorted(keys - shown)]
