"""One catalogue of many goods in each engine: building it, pages, tiers, agreement, one change."""

import itertools
import json
import os
import statistics
import time
from pathlib import Path

from .budget import p95, tell
from .quality import JUDGED

QUERIES = (
    """
|奶粉|有机婴儿奶粉|蜂蜜|honey|婴儿奶粉400克|2段|fengmi|naifen|nf|身体乳|巧克力|olive oil|羊奶粉 3段
防晒喷雾|红酒|维生素|lipstick|拖拉机|qwrtp|精华|饼干|新西兰 蜂蜜|0409
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
RUNS, BATCH = 5, 2000
RAW_BATCHES = 5  # written as a plain _bulk too, in turn with the engines: the machine may be shared


def built(engines, goods, budgets):
    """Analyse once, write to each engine; the trials, one an engine. Analysis in CPU seconds, for
    the machine may be shared."""
    from search.demo import SYNONYMS
    from search.documents import DocumentBuilder, document_key
    from search.lexicon import COLUMNS, Lexicon
    from search.scoring.demo import demo_brand_names, many_sources
    from search.scoring.trial import Trial
    from search.spelling import Term, Vocabulary
    from search.synonyms import Synonyms
    from search.text import Segmenter
    from search.vocabulary import WordCount

    print(f"\n{goods} goods", flush=True)
    builder, words, skus = DocumentBuilder(demo_brand_names(), Segmenter()), WordCount(), {}
    generations = {engine: engine.new_generation() for engine in engines}
    spent: dict = {engine: [] for engine in engines}
    analysed, raw = 0.0, []
    sources = many_sources(goods)
    while batch := list(itertools.islice(sources, BATCH)):
        started = time.process_time()
        changes = [(document_key(s.kind, s.pk), builder.document(s)) for s in batch]
        analysed += time.process_time() - started
        for source, (_, document) in zip(batch, changes, strict=True):
            words.add(source, document)
            skus[source.pk] = source.skus
        for engine in engines:
            started = time.perf_counter()
            engine.write(changes, 1, generations[engine])
            spent[engine].append(time.perf_counter() - started)
        if len(engines) > 1 and len(raw) < RAW_BATCHES:
            raw.append(plain_bulk(engines[1].client, changes))
    for engine in engines:
        engine.publish(generations[engine])
        print(f"  {engine.name}: {goods / sum(spent[engine]):.0f} goods/s written", flush=True)
    budgets.least(f"analysis, {goods} goods, a core", goods / analysed, 2400, "/s")
    for engine in engines if raw else ():
        faster = sum(raw) / sum(spent[engine][: len(raw)])
        if engine.name == "embedded":
            budgets.least(f"embedded write over raw json.dumps bulk, {goods}", faster, 1.3, "×")
        else:
            print(f"  elasticsearch write over raw json.dumps bulk: {faster:.2f}×")
    for engine in engines:
        limit = {"embedded": 0.25, "elasticsearch": 0.84}[engine.name]
        kb = index_bytes(engine) / goods / 1000
        budgets.most(f"{engine.name} index per good, {goods}", kb, limit, " KB")
    terms = [Term(*(getattr(term, name) for name in COLUMNS)) for term in words.terms()]
    lexicon = Lexicon(0, Vocabulary(terms), Synonyms.from_rows(SYNONYMS), builder.segmenter)
    return [Trial(engine, lexicon, skus) for engine in engines]


def plain_bulk(client, changes):
    """Seconds of a plain _bulk: `json.dumps` lines of the same documents, for the same fields."""
    from search.engines.elastic_query import mapping

    index = "expo-raw-bulk"
    client = client.options(request_timeout=60)
    settings = {"number_of_shards": 1, "refresh_interval": -1}
    client.indices.create(index=index, settings=settings, mappings=mapping().to_dict())
    try:
        started = time.perf_counter()
        for start in range(0, len(changes), 500):
            lines = [json.dumps({"index": {"_id": key}}) + "\n" + json.dumps(document)
                     for key, document in changes[start : start + 500]]  # fmt: skip
            client.perform_request(
                "POST", f"/{index}/_bulk", body=("\n".join(lines) + "\n").encode(),
                headers={"content-type": "application/x-ndjson", "accept": "application/json"},
            )  # fmt: skip
        return time.perf_counter() - started
    finally:
        client.indices.delete(index=index)


def index_bytes(engine):
    """Of Elasticsearch without the copy that it keeps of new documents until they are merged."""
    if engine.name == "embedded":
        folder = engine.folder / engine.current()
        return sum(file.stat().st_size for file in Path(folder).iterdir())
    client = engine.client.options(request_timeout=60)
    client.indices.flush(index=engine.alias, force=True)
    stored = client.indices.stats(index=engine.alias, metric="store")
    whole = stored["_all"]["primaries"]["store"]["size_in_bytes"]
    usage = client.indices.disk_usage(index=engine.alias, run_expensive_tasks=True).body
    fields = next(found["fields"] for name, found in usage.items() if name != "_shards")
    copy = fields.get("_recovery_source", {}).get("total_in_bytes", 0)
    print(f"  elasticsearch: {whole / 1e6:.1f} MB, {copy / 1e6:.1f} MB of it until merged")
    return whole - copy


def measured(trial, others, goods, budgets):
    """Returns the embedded engine's median, to be compared between sizes."""
    planning(trial, budgets)
    typing(trial)
    own = pages(trial)
    print(f"  embedded: a page with 7 facets {tell(own)}")
    if others:
        theirs = pages(others[0])
        print(f"  elasticsearch: a page with 7 facets {tell(theirs)}")
        ratio = statistics.median(own) / statistics.median(theirs)
        budgets.most(f"embedded page over Elasticsearch's, p50, {goods}", ratio, 0.25, "×")
        budgets.most(f"the same, p95, {goods}", p95(own) / p95(theirs), 1, "×")
        dsl_over_raw(others[0], goods, budgets)
        agreement(trial, others[0], goods, budgets)
    tiers(trial, goods, budgets)
    for one, limit in zip([trial, *others], (0.5, 1.5), strict=False):
        budgets.most(f"{one.engine.name}: one change visible, {goods}", change(one), limit, " s")
    return statistics.median(own)


def planning(trial, budgets):
    taken = []
    for judged in judged_list():
        started = time.process_time()
        for _ in range(5):
            trial.lexicon.planner.plan(judged.query)
        taken.append((time.process_time() - started) * 200)
    budgets.most("planning a query, p50", statistics.median(taken), 0.2, " ms")
    budgets.most("planning a query, p95", p95(taken), 0.2, " ms")


def typing(trial):
    """A suggestion for each beginning of a query, and the marks of a title; in CPU time."""
    from search.highlight import mark
    from search.scoring.demo import demo_sources

    words, taken, marked = trial.lexicon, [], []
    for text in filter(None, QUERIES):
        for end in range(1, min(len(text), 8) + 1):
            started = time.thread_time()
            words.suggester.suggest(text[:end])
            taken.append((time.thread_time() - started) * 1000)
        plan, titles = words.planner.plan(text), [source.name_zh for source in demo_sources()]
        started = time.thread_time()
        for title in titles:
            mark(title, plan, words.analyser)
        marked.append((time.thread_time() - started) * 1000 / len(titles))
    print(f"  suggestions from {len(words.vocabulary.terms)} terms: {tell(taken)}; "
          f"marks of a title: {tell(marked)}")  # fmt: skip


def judged_list():
    from search.scoring.judged import read_judged

    return read_judged(JUDGED)


def pages(trial):
    from search.query import GoodsQuery

    taken = []
    for text in QUERIES:
        plan = trial.lexicon.planner.plan(text)
        for run in range(RUNS):
            query = GoodsQuery(text, page=run + 1)  # another page each time: nothing remembered
            started = time.perf_counter()
            trial.engine.find(plan, query)
            taken.append((time.perf_counter() - started) * 1000)
    return taken


def dsl_over_raw(trial, goods, budgets):
    """The same bodies as ready-made JSON over the bare transport."""
    from elasticsearch_dsl import Search

    from search.engines.elastic_query import plan_query

    engine, taken, plain = trial.engine, [], []
    for text in QUERIES:
        plan = trial.lexicon.planner.plan(text)
        body = json.dumps(Search().query(plan_query(plan, "goods"))[:24].source(False).to_dict())
        for _ in range(RUNS):
            started = time.perf_counter()
            engine.client.perform_request(
                "POST", f"/{engine.alias}/_search", body=body.encode(),
                headers={"content-type": "application/json", "accept": "application/json"},
            )  # fmt: skip
            plain.append((time.perf_counter() - started) * 1000)
            started = time.perf_counter()
            search = Search().query(plan_query(plan, "goods"))[:24].source(False)
            search.using(engine.client).index(engine.alias).execute()
            taken.append((time.perf_counter() - started) * 1000)
    ratio = statistics.median(taken) / statistics.median(plain)
    budgets.most(f"elasticsearch_dsl page over raw HTTP, p50, {goods}", ratio, 1.3, "×")


def agreement(trial, other, goods, budgets):
    """Over the whole judged list, tiers included."""
    totals = facets = order = ten = 0
    judged = judged_list()
    for one in judged:
        ours, theirs = (t.answer(one.query).found for t in (trial, other))
        ours_ten, theirs_ten = ([pk for pk, _ in found.hits] for found in (ours, theirs))
        totals += ours.total == theirs.total
        facets += ours.facets == theirs.facets
        order += ours_ten == theirs_ten
        ten += set(ours_ten) == set(theirs_ten)
    for what, same, limit in (("totals", totals, 1.0), ("facets", facets, 1.0),
                              ("first ten in order", order, 0.97),
                              ("first ten as a set", ten, 0.99)):  # fmt: skip
        budgets.least(f"engines agree on {what}, {goods}", same / len(judged), limit)


class Watched:
    """An engine that tells how long its pages took: what remains is the way through the tiers."""

    def __init__(self, engine):
        self.engine, self.finding = engine, 0.0

    def find(self, plan, query):
        started = time.thread_time()
        try:
            return self.engine.find(plan, query)
        finally:
            self.finding += time.thread_time() - started

    def __getattr__(self, verb):
        return getattr(self.engine, verb)


def tiers(trial, goods, budgets):
    """In CPU time, the best of three runs each: others may be at work on this machine."""
    from search.query import GoodsQuery
    from search.tiers import answer

    worst, whole = (0.0, ""), (0.0, "")
    words = trial.lexicon
    for judged in judged_list():
        spent, lasted = [], []
        for run in range(3):
            watched = Watched(trial.engine)
            query = GoodsQuery(judged.query, page=run + 1)
            started = time.thread_time()
            answer(watched, words.planner, words.vocabulary, query)
            lasted.append((time.thread_time() - started) * 1000)
            spent.append(lasted[-1] - watched.finding * 1000)
        worst = max(worst, (min(spent), judged.query))
        whole = max(whole, (min(lasted), judged.query))
    print(f"  slowest way through the tiers: {worst[1]}; slowest whole answer: {whole[1]}, "
          f"{whole[0]:.1f} ms with its page and facets")  # fmt: skip
    budgets.most(f"all tiers beside the page, worst query, {goods}", worst[0], 10, " ms")


def change(trial):
    """Seconds from the write to the first search that shows it, the median of three."""
    from dataclasses import replace

    from search.documents import DocumentBuilder, document_key
    from search.query import GoodsQuery
    from search.scoring.demo import demo_sources

    builder, taken = DocumentBuilder(segmenter=trial.lexicon.segmenter), []
    for run in range(3):
        sku = f"NEW-{os.getpid()}-{run}"
        source = replace(demo_sources()[0], skus=(sku,))
        plan, query = trial.lexicon.planner.plan(sku), GoodsQuery(sku)
        started = time.perf_counter()
        trial.engine.write([(document_key("goods", source.pk), builder.document(source))], 2 + run)
        while not trial.engine.find(plan, query).total:
            time.sleep(0.01)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
