"""What changed waits in rows, for each engine its own, until the engine has it."""

import logging
import time
from collections.abc import Iterable

from search.documents.builder import DocumentBuilder
from search.documents.schema import document_key
from search.engines.base import Busy, Change, Engine, EngineError
from search.engines.registry import engines
from search.models import SearchChange, SearchCursor
from search.sources import READERS, Reader
from search.vocabulary import lexicon
from search.vocabulary import word_counts as vocabulary

from .background import nudge_on_commit

logger = logging.getLogger(__name__)
BATCH = 500
HELD = 4  # batches in a row, while changes never end: a rebuild waits for the lock
LET_IN = 0.05  # seconds
MOST_REFUSALS = 20
GOODS = "goods"


def touch(pks: Iterable[int], kind: str = GOODS) -> None:
    """Have these indexed again, goods unless another kind is named.

    The rows are part of the caller's transaction: they stand or fall with the change itself.
    """
    keys = sorted(set(pks))
    rows = [
        SearchChange(engine=engine.name, kind=kind, key=str(key))
        for engine, _ in engines()
        for key in keys
    ]
    if rows:
        SearchChange.objects.bulk_create(rows, batch_size=1000)
        nudge_on_commit()


def waiting(engine: Engine):
    return SearchChange.objects.filter(engine=engine.name).order_by("pk")


def drain_all() -> int:
    """What waits for every engine. One that fails keeps its rows for the next sweep."""
    done = 0
    for engine, _ in engines():
        try:
            engine.ping()  # a hanging server costs a second, not the patience of a bulk
            done += drain(engine)
        except EngineError as error:
            logger.warning("%s: changes are left waiting: %s", engine.name, error)
    return done


def drain(engine: Engine, rounds: int | None = None) -> int:
    """Index what waits for this engine; returns the number of changes carried out.

    rounds: so many batches at most, for who has other work to do while changes keep coming.

    Repeating is harmless: each document is built from the database as it is now, and a row goes
    only when its document is written. Raises EngineError when the engine doesn't take them.
    """
    done = 0
    while waiting(engine).exists():  # looked at again after the lock: who was turned away, left
        try:
            with engine.writing():
                done += _drain(engine, rounds or HELD)
        except Busy:
            break
        if rounds:
            break
        if waiting(engine).exists():
            time.sleep(LET_IN)
    return done


def _drain(engine: Engine, rounds: int) -> int:
    builder = DocumentBuilder(segmenter=lexicon.segmenter())
    done, rounds_refused = 0, 0
    for _ in range(rounds):
        version = SearchCursor.next_version(engine.name)
        rows = list(waiting(engine).values_list("pk", "kind", "key")[:BATCH])
        if not rows:
            break
        changes: list[Change] = []
        for kind, reader in READERS.items():
            if keys := {int(key) for _, of, key in rows if of == kind}:
                changes += _changes(keys, reader(), builder)
        refused = engine.write(changes, version)
        taken = [pk for pk, kind, key in rows if document_key(kind, key) not in refused]
        SearchChange.objects.filter(pk__in=taken).delete()
        done += len(taken)
        if refused and SearchCursor.version_of(engine.name) == version:
            raise EngineError("The index holds newer versions than this database: rebuild it.")
        rounds_refused += bool(refused)  # another process was quicker: its rows, or the next try
        if rounds_refused == MOST_REFUSALS:
            break
    return done


def _changes(keys: set[int], reader: Reader, builder: DocumentBuilder) -> list[Change]:
    """Whatever is no longer shown is removed."""
    sources = reader.sources(keys)
    if reader.kind == GOODS:
        vocabulary.learn(source.brand for source in sources)
    shown = {source.pk for source in sources}
    changes: list[Change] = [
        (document_key(reader.kind, source.pk), builder.document(source)) for source in sources
    ]
    return changes + [(document_key(reader.kind, key), None) for key in sorted(keys - shown)]
