"""Building the index of 50,000 goods anew under writes and queries, on each engine in turn: no
error, no short answer, nothing stale. GOODS=5000 for a smaller catalogue; Elasticsearch where
TEST_ELASTICSEARCH_URL names it, PostgreSQL where DATABASE_URL does.

Two processes rename goods, one indexes what waits, two search all the time, and a rebuild that is
killed half-way continues where it was."""

import json
import os
import random
import signal
import statistics
import time
import traceback
from contextlib import suppress
from functools import partial

from django.db import connections, transaction

from benchmarks.scratch_site import clocked, folder
from catalog.models import Product
from search import sources
from search.engines.base import EngineError, WriterBusyError
from search.engines.generations import is_due
from search.engines.registry import engines
from search.indexing.indexer import drain
from search.indexing.rebuild import rebuild as build
from search.models import Rebuild
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.vocabulary.lexicon import current_lexicon

WRITERS, READERS = 2, 2
PAUSE = 0.05  # seconds between two changes of a writer


def main():
    url = os.environ.get("TEST_ELASTICSEARCH_URL", "")
    # both engines in turn on the same goods, so that their figures can be compared
    for engine, _ in engines():
        if is_due(engine.current()):  # BENCH_DIR has kept the goods, but no index of today's shape
            build(engine)
        measure(engine, folder())
    if url:
        engines()[0][0]._delete_all_but(None)


def measure(engine, folder):
    shown, before = _shown(), engine.current()
    stop = folder / "stop"
    stop.unlink(missing_ok=True)
    jobs = [(rename, n) for n in range(WRITERS)] + [(index, 0)]
    jobs += [(query, n) for n in range(READERS)]
    children = [fork(partial(note_answer, job, engine, folder, n)) for job, n in jobs]
    killed = kill_half_way(engine)
    seconds, size = clocked(lambda: build(engine))
    stop.touch()
    for child in children:
        os.waitpid(child, 0)
    drain(engine)
    assert engine.size() == size == shown, (engine.size(), size, shown)
    assert engine.current() != before
    report(engine, folder, seconds, size, killed)


def fork(work):
    connections.close_all()  # a connection shared with a child breaks for both
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    return child


def note_answer(job, engine, folder, number):
    answer = job(engine, folder / "stop", number)
    (folder / f"{job.__name__}-{number}.json").write_text(json.dumps(answer))


def should_continue(stop):
    """Also ends when the process that started this was killed."""
    return not stop.exists() and os.getppid() != 1


def _shown():
    return sum(reader().shown().count() for reader in sources.READERS.values())


def _goods():
    return list(Product.objects.on_display().order_by("pk").values_list("pk", flat=True)[:2000])


def rename(engine, stop, number):
    """Each writer has goods of its own; returns the last name that each got."""
    randomness, names = random.Random(number), {}
    pks = _goods()[number::WRITERS]
    while should_continue(stop):
        good = Product.objects.get(pk=randomness.choice(pks))
        name = f"x{randomness.randrange(16**10):010x}y"
        good.name_zh = f"改名蜂蜜 {name}"
        with transaction.atomic():
            good.save()
        names.setdefault(good.pk, []).append(name)
        time.sleep(PAUSE)
    return names


def index(engine, stop, number):
    done = 0
    while should_continue(stop):
        with suppress(WriterBusyError):
            done += drain(engine)
        time.sleep(PAUSE)
    return done


def query(engine, stop, number):
    """Browsing must always show all goods: names change, their number doesn't."""
    goods = engine.count(QueryPlan())
    taken, errors, short = [], [], 0
    page = 0
    while should_continue(stop):
        page += 1
        started = time.perf_counter()
        try:
            results = engine.find(QueryPlan(), GoodsQuery(page=page % 50 + 1))
            short += results.total != goods or len(results.hits) != 24
        except EngineError as exc:
            errors.append(str(exc)[:200])
        taken.append((time.perf_counter() - started) * 1000)
        time.sleep(PAUSE / 5)  # load as of a busy shop; without, only contention is measured
    return {"taken": taken, "errors": errors, "short": short}


def kill_half_way(engine):
    """A first try that dies with SIGKILL; how many documents it had copied."""

    # called after each batch: a kill in between is the worst moment, work is done but not noted
    def die(done, total):
        if done > total / 3:
            os.kill(os.getpid(), signal.SIGKILL)

    os.waitpid(fork(lambda: build(engine, die)), 0)
    return Rebuild.objects.open().get(engine=engine.name).done


def report(engine, folder, seconds, size, killed):
    answers = [json.loads((folder / f"query-{n}.json").read_text()) for n in range(READERS)]
    taken = sorted(ms for answer in answers for ms in answer["taken"])
    errors = [error for answer in answers for error in answer["errors"]]
    short = sum(answer["short"] for answer in answers)
    changes, stale, lost = leftovers(engine, folder)
    print(f"{engine.name}: {size} documents; killed after {killed}, the rest in {seconds:.1f} s"
          f" ({(size - killed) / seconds:,.0f}/s)")  # fmt: skip
    p50, p95 = statistics.median(taken), taken[int(len(taken) * 0.95)]
    print(f"  meanwhile {len(taken):,} queries (p50 {p50:.1f} ms, p95 {p95:.1f} ms):"
          f" {len(errors)} errors, {short} short answers")  # fmt: skip
    print(f"  {changes} changes: {lost} lost, {stale} stale", flush=True)
    assert (errors, short, lost, stale) == ([], 0, 0, 0)


def leftovers(engine, folder):
    """Each good is found by its last name and by none it had before."""
    planner, stale, lost, changes = current_lexicon().planner, 0, 0, 0
    for number in range(WRITERS):
        for pk, names in json.loads((folder / f"rename-{number}.json").read_text()).items():
            changes += len(names)
            *old, last = names
            hits = engine.find(planner.plan(last), GoodsQuery()).hits
            lost += [hit for hit, _score in hits] != [int(pk)]
            stale += sum(engine.count(planner.plan(name)) for name in old)
    return changes, stale, lost
