"""Rebuilding an index beside the one in use, during searches and changes, and across kills."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from django.db import transaction

from catalog.models import Brand
from search.documents.builder import DocumentBuilder
from search.documents.schema import GOODS, document_key
from search.engines.base import Engine, EngineError
from search.engines.generations import is_due
from search.indexing.indexer import drain, pending
from search.models import Rebuild, SearchCursor
from search.sources import READERS, SourceReader, count_shown
from search.vocabulary import lexicon, word_counts

from .rebuild_claims import RebuildInProgressError, claim, close, keep_claim, release_claim

BATCH = 2000
ROUNDS = 4  # of changes carried out between two batches: they may never end
COUNTED_AGAIN = 5  # times: changes may land between counting the index and counting the database
MAX_TRIES = 10  # to go on where it was
KEPT = 100  # rows of the past
Progress = Callable[[int, int], None]


def rebuild(engine: Engine, progress: Progress = lambda done, total: None) -> int:
    """Build a new index beside the one in use, then put it in its place; returns its size.

    Searches go on meanwhile, and changes are written to both. One that was killed goes on where it
    was. Raises EngineError, and leaves the index in use as it is, when the new one doesn't hold
    what the database has, or another process is building.
    """
    job = claim(engine.name)
    try:
        return _run(engine, job, progress)
    except RebuildInProgressError:
        raise
    except BaseException as exc:  # the engine's error, interrupted, or something here is wrong
        if isinstance(exc, EngineError) or job.resumed >= MAX_TRIES:
            _fail(engine, job, exc)
        else:
            release_claim(job)
        raise


def _run(engine: Engine, job: Rebuild, progress: Progress) -> int:
    if job.generation and engine.current() == job.generation:  # killed just after publishing
        return _finish(engine, job)
    if not _may_go_on(engine, job):
        _begin(engine, job)
    _copy_all(engine, job, progress)
    drain(engine, ROUNDS)
    _check_size(engine, job.generation)
    keep_claim(job)
    engine.publish(job.generation)
    return _finish(engine, job)


def _may_go_on(engine: Engine, job: Rebuild) -> bool:
    """Changes have gone to it ever since, and its documents still have today's shape."""
    return engine.building() == job.generation and not is_due(job.generation)


def _begin(engine: Engine, job: Rebuild) -> None:
    keep_claim(job)  # else a successor's work would be cleared away
    job.batches.all().delete()
    if is_due(engine.current()):  # no index could miss them, and the copy brings them
        pending(engine).delete()
    total = count_shown()
    keep_claim(job, generation=engine.new_generation(), total=total)


def _copy_all(engine: Engine, job: Rebuild, progress: Progress) -> None:
    builder = DocumentBuilder(segmenter=lexicon.segmenter(_brand_names()))
    done = job.done
    progress(done, job.total)
    for reader, pks in _batches(job):
        counts = _copy(engine, job.generation, pks, reader, builder)
        if engine.building() != job.generation:
            raise EngineError(f"{engine.name}: {job.generation} was given up.")
        with transaction.atomic():
            keep_claim(job)
            job.batches.create(
                kind=reader.kind, last=pks[-1], documents=len(pks), words=counts.packed()
            )
        drain(engine, ROUNDS)
        done += len(pks)
        progress(done, max(done, job.total))


def _batches(job: Rebuild) -> Iterator[tuple[SourceReader, list[int]]]:
    """What is not copied yet of all that is shown, kind by kind; a new reader for each batch, for
    what one keeps grows stale."""
    kinds = list(READERS)
    last = job.batches.order_by("-pk").first()
    for kind in kinds[kinds.index(last.kind) if last else 0 :]:
        after = last.last if last and last.kind == kind else 0
        full = True  # after a batch that was not, there are no more
        while full and (pks := _next_pks(reader := READERS[kind](), after)):
            full = len(pks) == BATCH
            yield reader, pks
            after = pks[-1]


def _next_pks(reader: SourceReader, after: int) -> list[int]:
    shown = reader.shown().filter(pk__gt=after).order_by("pk")
    return list(shown.values_list("pk", flat=True)[:BATCH])


def _copy(engine, generation, pks, reader, builder) -> word_counts.TermCounts:
    counts = word_counts.TermCounts()
    with engine.writing(wait=True):  # locked while reading: no newer document can be overwritten
        version = SearchCursor.next_version(engine.name)
        changes = []
        for source in reader.sources(pks):
            document = builder.document(source)
            if source.kind == GOODS:
                counts.add(source, document)
            changes.append((document_key(source.kind, source.pk), document))
        engine.write(changes, version, generation)
    return counts


def _brand_names() -> list[str]:
    rows = Brand.objects.values_list("name_zh", "name_en", "aliases")
    return [name for zh, en, aliases in rows for name in (zh, en, *map(str, aliases or ()))]


def _check_size(engine: Engine, generation: str) -> None:
    """Reject an index that lacks documents, or has too many. Changes may arrive meanwhile."""
    size = expected = 0
    for _ in range(COUNTED_AGAIN):
        drain(engine, ROUNDS)
        size = engine.size(generation)
        expected = count_shown()
        # each pending change may add or remove one document
        if abs(size - expected) <= pending(engine).count():
            return
    raise EngineError(f"{engine.name}: {size} documents instead of {expected}; not published.")


def _finish(engine: Engine, job: Rebuild) -> int:
    size = engine.size()
    counts = word_counts.TermCounts()
    for packed in job.batches.order_by("pk").values_list("words", flat=True).iterator():
        counts.unpack(packed)
    word_counts.replace_terms(counts.terms())
    close(job, Rebuild.State.PUBLISHED, size=size)
    _forget_old(engine.name)
    return size


def _fail(engine: Engine, job: Rebuild, exc: BaseException) -> None:
    keep_claim(job)  # a successor goes on with the same generation
    with suppress(EngineError):  # the periodic task tidies up when the engine answers again
        if job.generation:
            engine.abandon(job.generation)
    close(job, Rebuild.State.FAILED, error=str(exc)[:300])
    _forget_old(engine.name)


def _forget_old(engine: str) -> None:
    kept = Rebuild.objects.filter(engine=engine).values_list("pk", flat=True)[:KEPT]
    Rebuild.objects.filter(engine=engine).exclude(pk__in=list(kept)).delete()
