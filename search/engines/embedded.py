"""The embedded engine: a tantivy index in a folder, shared by the processes of one host.

<folder>/CURRENT names the generation that is searched, NEXT one that is being built. One process
writes at a time (flock on writer.lock); readers notice a commit by the date of meta.json.
Not for network file systems.
"""

import fcntl
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import tantivy
from django.conf import settings
from tantivy import Query

from search.documents.schema import FACET_FIELDS, number_of_key
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.query.results import EngineResult

from .base import (
    MAX_FACET_VALUES,
    TEMPORARY,
    Change,
    EngineError,
    IndexDamagedError,
    IndexMissingError,
    WriterBusyError,
    by_count,
    chosen,
    sort_of,
)
from .embedded_errors import translated_errors
from .embedded_query import NATURAL, every, facet_filter, open_index, plan_query, schema
from .generations import is_due, is_name, new_name
from .result_cache import ResultCache

logger = logging.getLogger(__name__)
WRITER_MEMORY = 30_000_000
CACHED_RESULTS = 512  # result pages, and counts of facets
CURRENT, NEXT = "CURRENT", "NEXT"


class EmbeddedEngine:
    name = "embedded"

    def __init__(self, folder: str | Path):
        self.folder = Path(folder)
        self._lock = threading.RLock()
        self._lock_state = threading.local()
        self._open: tuple[str, tantivy.Index, tuple] | None = None
        self._results = ResultCache(CACHED_RESULTS)

    @classmethod
    def arguments_from_settings(cls) -> tuple[str]:
        return (str(settings.SEARCH_DIR),)

    @classmethod
    @contextmanager
    def temporary(cls) -> Iterator["EmbeddedEngine"]:
        folder = tempfile.mkdtemp(prefix=f"{TEMPORARY}-")
        try:
            yield cls(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    # -- reading -----------------------------------------------------------------------------

    def find(self, plan: QueryPlan, query: GoodsQuery) -> EngineResult:
        """Results are cached until the next commit: most visitors look at the same pages."""
        searcher, commit = self._searcher()
        key = (commit, repr(plan), repr(query))
        return self._results.get(key, lambda: self._find(searcher, commit, plan, query))

    def _find(self, searcher: tantivy.Searcher, commit: tuple, plan: QueryPlan, query: GoodsQuery):
        matching = plan_query(plan, query.kind)
        filters = {name: facet_filter(name, query) for name in chosen(query)}
        filtered = every([*matching, *filters.values()])
        facet_query = replace(query, page=1, size=0, sort="relevance")  # the same on every page
        with translated_errors():
            hits, total = self._hits(searcher, filtered, sort_of(plan, query), query)
            facets = self._results.get(
                (commit, repr(plan), repr(facet_query), "facets"),
                lambda: self._facets(searcher, matching, filters, filtered),
            )
        return EngineResult(hits, total, facets)

    def _hits(self, searcher, filtered, sort, query):
        if not query.size:
            return (), searcher.search(filtered, 1).count
        if sort:
            order = tantivy.Order.Asc if sort[1] == "asc" else tantivy.Order.Desc
            options = {"order_by_field": sort[0], "order": order}
        else:
            options = {"weight_by_field": "rank"}
        result = searcher.search(filtered, query.size, offset=query.offset, **options)
        pks = searcher.fast_field_values("pk", [address for _, address in result.hits])
        scores = [0.0 if sort else score * NATURAL for score, _ in result.hits]
        return tuple(zip(pks, scores, strict=True)), result.count

    def _facets(self, searcher, matching, filters, filtered) -> dict[str, dict[str, int]]:
        """One pass for all facets without a choice, one more for each with one."""
        unfiltered = [name for name in FACET_FIELDS if name not in filters]
        counts = self._count_values(searcher, filtered, unfiltered)
        for name in (name for name in FACET_FIELDS if name in filters):
            others = [query for other, query in filters.items() if other != name]
            counts |= self._count_values(searcher, every([*matching, *others]), [name])
        return counts

    def _count_values(self, searcher, query: Query, names: list[str]) -> dict[str, dict[str, int]]:
        aggregations = {
            name: {"terms": {"field": FACET_FIELDS[name], "size": MAX_FACET_VALUES}}
            for name in names
        }
        answer = searcher.aggregate(query, aggregations) if aggregations else {}
        return {
            name: by_count(
                {_facet_key(name, b["key"]): b["doc_count"] for b in bucket_group["buckets"]}
            )
            for name, bucket_group in answer.items()
        }

    def count(self, plan: QueryPlan, kind: str = "goods") -> int:
        return next(self.counts([plan], kind))

    def counts(self, plans: Iterable[QueryPlan], kind: str = "goods") -> Iterator[int]:
        searcher, _ = self._searcher()  # looked up once, not for each plan
        for plan in plans:
            with translated_errors():
                count = searcher.search(every(plan_query(plan, kind)), 1).count
            yield count

    def tally(self, plan: QueryPlan, kinds: Iterable[str]) -> list[int]:
        return [self.count(plan, kind) for kind in kinds]

    def size(self, generation: str | None = None) -> int:
        with translated_errors():
            if generation is None:
                return self._searcher()[0].num_docs
            return open_index(self.folder / generation).searcher().num_docs

    def ping(self) -> None:
        """Reads from the index: a broken file may show itself only then."""
        self.find(QueryPlan(), GoodsQuery(size=1))

    def _searcher(self) -> tuple[tantivy.Searcher, tuple]:
        """A searcher on the newest commit, and which that is: one read and one `stat`."""
        try:
            with translated_errors():
                return self._opened(self.current())
        except IndexDamagedError:
            self._open = None
            raise

    def _opened(self, generation: str | None) -> tuple[tantivy.Searcher, tuple]:
        if generation is None:
            raise IndexMissingError("There is no index yet.")
        stat = (self.folder / generation / "meta.json").stat()
        commit = (generation, stat.st_mtime_ns, stat.st_ino, stat.st_size)
        with self._lock:
            if self._open is None or self._open[0] != generation:
                self._open = (generation, open_index(self.folder / generation), commit)
            elif self._open[2] != commit:
                self._open[1].reload()
                self._open = (generation, self._open[1], commit)
            return self._open[1].searcher(), commit

    def current(self) -> str | None:
        return self._named(CURRENT)

    def building(self) -> str | None:
        return self._named(NEXT)

    def _named(self, name: str) -> str | None:
        with translated_errors():
            path = self.folder / name
            return path.read_text().strip() or None if path.exists() else None

    # -- writing -----------------------------------------------------------------------------

    @contextmanager
    def writing(self, wait: bool = False) -> Iterator[None]:
        if getattr(self._lock_state, "depth", 0):
            yield
            return
        with self._lock_file() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as exc:
                raise WriterBusyError("Another process is writing.") from exc
            self._lock_state.depth = 1
            try:
                yield
            finally:
                self._lock_state.depth = 0

    def _lock_file(self):
        with translated_errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            return open(self.folder / "writer.lock", "w")

    def write(
        self, changes: Iterable[Change], version: int, generation: str | None = None
    ) -> set[str]:
        changes = list(changes)
        with self.writing(wait=True):
            if generation:
                self._commit(generation, changes)
            else:
                self._commit_everywhere(changes)
        return set()  # the lock keeps the order, so nothing older can come later

    def _commit_everywhere(self, changes: list[Change]) -> None:
        """To the current one and to one under construction; never to one of another shape."""
        current, building = self.current(), self.building()
        if is_due(current) and is_due(building):
            raise IndexMissingError("There is no index yet.")
        if not is_due(current):
            self._commit(current, changes)
        if building != current and not is_due(building):
            try:
                self._commit(building, changes)
            except EngineError as exc:
                if is_due(current):
                    raise
                logger.warning("%s is given up, it would lack a change: %s", building, exc)
                self.abandon(building)

    def _commit(self, generation: str, changes: list[Change]) -> None:
        with translated_errors(), opened_writer(self.folder / generation) as writer:
            # A file of deletions is named by the number of changes, and tantivy overwrites none: a
            # writer killed before its commit leaves one that the same changes would meet for ever.
            writer.garbage_collect_files()
            for key, document in changes:
                writer.delete_documents_by_term("pk", number_of_key(key))
                if document is not None:
                    writer.add_document(tantivy.Document.from_dict(document, schema()))
            writer.commit()

    def new_generation(self) -> str:
        generation = new_name()
        with self.writing(wait=True), translated_errors():
            self._remove_all_but(self.current())  # first: the disk may be full of them
            (self.folder / generation).mkdir(parents=True)
            open_index(self.folder / generation)
            self._name(NEXT, generation)
        return generation

    def publish(self, generation: str) -> None:
        with self.writing(wait=True), translated_errors():
            if generation not in (self.building(), self.current()):
                raise EngineError(f"{generation} is no longer the one under construction.")
            self._name(CURRENT, generation)
            (self.folder / NEXT).unlink(missing_ok=True)

    def abandon(self, generation: str) -> None:
        with self.writing(wait=True), translated_errors():
            if self.building() == generation:
                (self.folder / NEXT).unlink()
            if self.current() != generation:
                shutil.rmtree(self.folder / generation, ignore_errors=True)

    def tidy(self) -> list[str]:
        with self.writing(), translated_errors():
            return self._remove_all_but(self.current(), self.building())

    def _name(self, name: str, generation: str) -> None:
        new = self.folder / f"{name}.new"
        with open(new, "w") as file:
            file.write(generation)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave an empty name
        os.replace(new, self.folder / name)

    def _remove_all_but(self, *kept: str | None) -> list[str]:
        others = [f for f in self.folder.iterdir() if is_name(f.name) and f.name not in kept]
        for folder in others:
            shutil.rmtree(folder, ignore_errors=True)
        return [folder.name for folder in others]


@contextmanager
def opened_writer(folder: Path) -> Iterator[tantivy.IndexWriter]:
    """tantivy's own lock is released at the end, even while somebody keeps the exception."""
    writer = open_index(folder).writer(WRITER_MEMORY, num_threads=1)
    try:
        yield writer
    finally:
        writer.wait_merging_threads()


def _facet_key(name: str, key) -> str:
    return ("true" if key else "false") if name == "stock" else key
