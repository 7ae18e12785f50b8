"""One catalogue of many goods: pages, tiers, agreement of the engines, one change."""

import os
import statistics
import time
from dataclasses import replace
from functools import partial

from benchmarks.scratch_site import clocked
from search.documents.builder import DocumentBuilder
from search.documents.schema import document_key
from search.quality.judgments import read_judged
from search.query.goods_query import GoodsQuery
from search.retrieval.highlight import mark
from search.retrieval.relaxation import relaxed_search
from tools.demo.search_sources import demo_sources

from .budget import p95, percentiles
from .client import dsl_over_raw, lasted
from .quality import JUDGED

QUERIES = (
    """
|奶粉|有机婴儿奶粉|蜂蜜|honey|婴儿奶粉400克|2段|fengmi|naifen|nf|身体乳|巧克力|olive oil|羊奶粉 3段
防晒喷雾|红酒|维生素|lipstick|拖拉机|qwrtp|精华|饼干|新西兰 蜂蜜|0409
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
RUNS = 5


def measured(trial, others, goods, budgets):
    """Returns the embedded engine's median, to be compared between sizes."""
    planning(trial, budgets)
    typing(trial)
    first = first_pages(trial)
    print(f"  embedded: first pages of the judged list {percentiles(first)} of CPU time")
    own = pages(trial)
    print(f"  embedded: a page with 7 facets {percentiles(own)}")
    if others:
        elastic = pages(others[0])
        print(f"  elasticsearch: a page with 7 facets {percentiles(elastic)}")
        ratio = statistics.median(own) / statistics.median(elastic)
        budgets.check_max(f"embedded page over Elasticsearch's, p50, {goods}", ratio, 0.25, "×")
        budgets.check_max(f"the same, p95, {goods}", p95(own) / p95(elastic), 1, "×")
        dsl_over_raw(others[0], QUERIES, goods, budgets)
        agreement(trial, others[0], goods, budgets)
    tiers(trial, goods, budgets)
    for one, limit in zip([trial, *others], (0.5, 1.5), strict=False):
        budgets.check_max(
            f"{one.engine.name}: one change visible, {goods}", change(one), limit, " s"
        )
    return statistics.median(first)


def planning(trial, budgets):
    plan, taken = trial.lexicon.planner.read, []
    for judged in read_judged(JUDGED):
        five_times = partial(lambda query: [plan(query) for _ in range(5)], judged.query)
        taken.append(lasted(five_times, time.process_time) / 5)
    budgets.check_max("planning a query, p50", statistics.median(taken), 0.2, " ms")
    budgets.check_max("planning a query, p95", p95(taken), 0.2, " ms")


def typing(trial):
    """A suggestion for each beginning of a query, and the marks of a title; in CPU time."""
    lexicon, taken, marked = trial.lexicon, [], []
    for text in filter(None, QUERIES):
        for end in range(1, min(len(text), 8) + 1):
            suggest = partial(lexicon.suggester.suggest, text[:end])
            taken.append(lasted(suggest, time.thread_time))
        plan, titles = lexicon.planner.plan(text), [source.name_zh for source in demo_sources()]
        for title in titles:
            marking = partial(mark, title, plan, lexicon.analyzer)
            marked.append(lasted(marking, time.thread_time))
    print(f"  suggestions from {len(lexicon.vocabulary.terms)} terms: {percentiles(taken)}; "
          f"marks of a title: {percentiles(marked)}")  # fmt: skip


def pages(trial):
    taken = []
    for text in QUERIES:
        plan = trial.lexicon.planner.plan(text)
        for run in range(RUNS):
            query = GoodsQuery(text, page=run + 1)  # another page each time: nothing remembered
            taken.append(lasted(partial(trial.engine.find, plan, query)))
    return taken


def first_pages(trial):
    """Each with its facets counted; in CPU time, to be compared between catalogues."""
    taken = []
    for judged in read_judged(JUDGED):
        plan = trial.lexicon.planner.plan(judged.query)
        find = partial(trial.engine.find, plan, GoodsQuery(judged.query))
        taken.append(lasted(find, time.thread_time))
    return taken


def agreement(trial, other, goods, budgets):
    """Over the whole judged list, tiers included."""
    totals = facets = order = ten = 0
    judged = read_judged(JUDGED)
    for one in judged:
        embedded, elastic = (t.answer(one.query).result for t in (trial, other))
        embedded_ten, elastic_ten = ([pk for pk, _ in each.hits] for each in (embedded, elastic))
        totals += embedded.total == elastic.total
        facets += embedded.facets == elastic.facets
        order += embedded_ten == elastic_ten
        ten += set(embedded_ten) == set(elastic_ten)
    for what, same, limit in (("totals", totals, 1.0), ("facets", facets, 1.0),
                              ("first ten in order", order, 0.97),
                              ("first ten as a set", ten, 0.99)):  # fmt: skip
        budgets.check_min(f"engines agree on {what}, {goods}", same / len(judged), limit)


class TimedEngine:
    """An engine that measures how long its pages took: the rest is the work of the tiers."""

    def __init__(self, engine):
        self.engine, self.finding = engine, 0.0

    def find(self, plan, query):
        seconds, results = clocked(lambda: self.engine.find(plan, query), time.thread_time)
        self.finding += seconds
        return results

    def __getattr__(self, verb):
        return getattr(self.engine, verb)


def tiers(trial, goods, budgets):
    """In CPU time, the best of three runs each: others may be at work on this machine."""
    worst, whole = (0.0, ""), (0.0, "")
    lexicon = trial.lexicon
    for judged in read_judged(JUDGED):
        spent, whole_ms = [], []
        for run in range(3):
            watched = TimedEngine(trial.engine)
            query = GoodsQuery(judged.query, page=run + 1)
            search = partial(relaxed_search, watched, lexicon.planner, lexicon.vocabulary, query)
            whole_ms.append(lasted(search, time.thread_time))
            spent.append(whole_ms[-1] - watched.finding * 1000)
        worst = max(worst, (min(spent), judged.query))
        whole = max(whole, (min(whole_ms), judged.query))
    print(f"  slowest run through the tiers: {worst[1]}; slowest whole answer: {whole[1]}, "
          f"{whole[0]:.1f} ms with its page and facets")  # fmt: skip
    budgets.check_max(f"all tiers beside the page, worst query, {goods}", worst[0], 10, " ms")


def change(trial):
    """Seconds from the write to the first search that shows it, the median of three."""
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
