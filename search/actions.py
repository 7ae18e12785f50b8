"""Bringing the index up to date, and building it anew."""

import logging
from collections.abc import Callable, Iterable, Iterator

from django.core.cache import cache

from catalog.models import Brand

from . import lexicon, vocabulary
from .documents import DocumentBuilder, document_key
from .engines import Busy, Change, Engine, EngineError
from .engines.chooser import engines
from .models import SearchChange, SearchCursor
from .nudge import nudge_on_commit
from .sources import READERS, Reader

logger = logging.getLogger(__name__)
BATCH, REBUILD_BATCH = 500, 2000
MOST_REFUSALS = 3
CLAIM_SECONDS = 60
GOODS = "goods"
Progress = Callable[[int, int], None]


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
            logger.info("%s: changes are left waiting: %s", engine.name, error)
    return done


def drain(engine: Engine) -> int:
    """Index what waits for this engine; returns the number of changes carried out.

    Repeating is harmless: each document is built from the database as it is now, and a row goes
    only when its document is written. Raises EngineError when the engine doesn't take them.
    """
    done = 0
    while waiting(engine).exists():  # looked at again after the lock: who was turned away, left
        try:
            with engine.writing():
                done += _drain(engine)
        except Busy:
            break
    return done


def _drain(engine: Engine) -> int:
    builder = DocumentBuilder(segmenter=lexicon.segmenter())
    done, refusals = 0, 0
    while True:
        version = SearchCursor.next_version(engine.name)
        rows = list(waiting(engine).values_list("pk", "kind", "key")[:BATCH])
        if not rows:
            return done
        changes: list[Change] = []
        for kind, reader in READERS.items():
            if keys := {int(key) for _, of, key in rows if of == kind}:
                changes += _changes(keys, reader(), builder, version)
        refused = engine.write(changes, version)
        taken = [pk for pk, kind, key in rows if document_key(kind, key) not in refused]
        SearchChange.objects.filter(pk__in=taken).delete()
        done += len(taken)
        refusals = refusals + 1 if refused else 0
        if refusals == MOST_REFUSALS:
            raise EngineError("The index holds newer versions than this database: rebuild it.")


def _changes(
    keys: set[int], reader: Reader, builder: DocumentBuilder, version: int
) -> list[Change]:
    """Whatever is no longer shown is removed."""
    sources = reader.sources(keys, version)
    if reader.kind == GOODS:
        vocabulary.learn(source.brand for source in sources)
    shown = {source.pk for source in sources}
    changes: list[Change] = [
        (document_key(reader.kind, source.pk), builder.document(source)) for source in sources
    ]
    return changes + [(document_key(reader.kind, key), None) for key in sorted(keys - shown)]


# -- building anew ---------------------------------------------------------------------------


class AlreadyRebuilding(EngineError):
    """Another process is building this engine's index."""


def rebuild(engine: Engine, progress: Progress = lambda done, total: None) -> int:
    """Build a new index beside the one in use, then put it in its place; returns its size.

    Searches go on meanwhile, and changes are written to both. Raises EngineError, and leaves the
    index in use as it is, when the new one doesn't hold what the database has.
    """
    claim = f"search-rebuild-{engine.name}"
    if not cache.add(claim, 1, CLAIM_SECONDS):
        raise AlreadyRebuilding(f"{engine.name}: another rebuild is running.")
    try:
        if engine.current() is None:  # no index could miss them, and the copy brings them
            waiting(engine).delete()
        generation = engine.new_generation()
        words = vocabulary.WordCount()
        builder = DocumentBuilder(segmenter=lexicon.segmenter(_brand_names()))
        batches = list(_batches())
        done, total = 0, sum(len(pks) for _, pks in batches)
        for reader, pks in batches:  # a new reader for each: what one keeps grows old
            _copy(engine, generation, pks, reader(), builder, words)
            drain(engine)
            cache.touch(claim, CLAIM_SECONDS)
            progress(done := done + len(pks), total)
        drain(engine)
        size = _checked_size(engine, generation)
        engine.publish(generation)
        vocabulary.replace_terms(words.terms())
        return size
    finally:
        cache.delete(claim)


def _batches() -> Iterator[tuple[type[Reader], list[int]]]:
    """All that is shown, of every kind."""
    for reader in READERS.values():
        pks = list(reader().shown().order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(pks), REBUILD_BATCH):
            yield reader, pks[start : start + REBUILD_BATCH]


def _copy(engine, generation, pks, reader, builder, words) -> None:
    with engine.writing(wait=True):  # held while reading: no newer document can be overwritten
        version = SearchCursor.next_version(engine.name)
        changes = []
        for source in reader.sources(pks, version):
            document = builder.document(source)
            if source.kind == GOODS:
                words.add(source, document)
            changes.append((document_key(source.kind, source.pk), document))
        engine.write(changes, version, generation)


def _brand_names() -> list[str]:
    rows = Brand.objects.values_list("name_zh", "name_en", "aliases")
    return [name for zh, en, aliases in rows for name in (zh, en, *map(str, aliases or ()))]


def _checked_size(engine: Engine, generation: str) -> int:
    size = engine.size(generation)
    expected = sum(reader().shown().count() for reader in READERS.values())
    if abs(size - expected) > waiting(engine).count():
        raise EngineError(f"{engine.name}: {size} documents instead of {expected}; not published.")
    return size
