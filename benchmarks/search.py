"""The embedded engine beside Elasticsearch on one catalogue: building the index, one page with
facets, one change. GOODS=5000 makes a smaller catalogue; without TEST_ELASTICSEARCH_URL only the
embedded engine is measured."""

import json
import os
import statistics
import time

from benchmarks.house import filled, scratch, set_up

QUERIES = (
    """
|奶粉|有机婴儿奶粉|蜂蜜|honey|婴儿奶粉400克|2段|fengmi|naifen|nf|身体乳|巧克力|olive oil|羊奶粉 3段
防晒喷雾|红酒|维生素|lipstick|拖拉机|qwrtp|精华|饼干|新西兰 蜂蜜|0409
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
RUNS = 7


def main():
    goods = int(os.environ.get("GOODS", "50000"))
    folder = scratch("pages", SEARCH_NUDGE="0")
    filled(folder, goods)
    set_up()
    from search.engines.elastic import ElasticEngine
    from search.engines.embedded import EmbeddedEngine

    engines = [EmbeddedEngine(folder / "search-bench")]
    if url := os.environ.get("TEST_ELASTICSEARCH_URL"):
        engines.append(ElasticEngine(url, "expo-benchmark"))
    for engine in engines:
        building(engine)
    for engine in engines:
        answering(engine)
    if len(engines) > 1:
        raw(engines[1])
        agreement(*engines)
        engines[1]._delete_all_but(None)
    for engine in engines[:1]:
        changing(engine)
    planning()


def building(engine):
    from search import actions

    started = time.perf_counter()
    size = actions.rebuild(engine)
    seconds = time.perf_counter() - started
    print(f"{engine.name}: {size} goods indexed in {seconds:.1f} s, {size / seconds:.0f} goods/s")


def plans():
    from search.lexicon import lexicon

    return [(lexicon().planner.plan(text), text) for text in QUERIES]


def answering(engine):
    from search.query import GoodsQuery

    taken = []
    for plan, text in plans():
        for run in range(RUNS):
            query = GoodsQuery(text, page=run + 1)  # another page each time: nothing remembered
            started = time.perf_counter()
            engine.find(plan, query)
            taken.append((time.perf_counter() - started) * 1000)
    print(f"{engine.name}: a page with 7 facets {tell(taken)}")


def tell(taken):
    taken = sorted(taken)
    return f"p50 {statistics.median(taken):.2f} ms, p95 {taken[int(len(taken) * 0.95)]:.2f} ms"


def raw(engine):
    """The same bodies as ready-made JSON over the bare transport."""
    from elasticsearch_dsl import Search

    from search.engines.elastic_query import plan_query

    taken, built = [], []
    for plan, _ in plans():
        search = Search().query(plan_query(plan, "goods"))[:24].source(False)
        body = json.dumps(search.to_dict()).encode()
        for _ in range(RUNS):
            started = time.perf_counter()
            engine.client.perform_request(
                "POST", f"/{engine.alias}/_search", body=body,
                headers={"content-type": "application/json", "accept": "application/json"},
            )  # fmt: skip
            taken.append((time.perf_counter() - started) * 1000)
            started = time.perf_counter()
            search.using(engine.client).index(engine.alias).execute()
            built.append((time.perf_counter() - started) * 1000)
    print(
        f"elasticsearch: 24 hits without facets, raw {tell(taken)}; elasticsearch_dsl {tell(built)}"
    )


def agreement(ours, theirs):
    from search.query import GoodsQuery

    same_totals = same_facets = same_ten = same_set = 0
    for plan, text in plans():
        one, other = (engine.find(plan, GoodsQuery(text)) for engine in (ours, theirs))
        ten, ten_there = ([pk for pk, _ in found.hits[:10]] for found in (one, other))
        same_totals += one.total == other.total
        same_facets += one.facets == other.facets
        same_ten += ten == ten_there
        same_set += set(ten) == set(ten_there)
    print(f"of {len(QUERIES)} queries alike: totals {same_totals}, facets {same_facets}, "
          f"first ten {same_ten}, set of ten {same_set}")  # fmt: skip


def changing(engine):
    from catalog.models import Product
    from search import actions
    from search.models import SearchChange

    pk = Product.objects.filter(live=True).values_list("pk", flat=True).first()
    taken = []
    for _ in range(RUNS):
        SearchChange.objects.create(engine=engine.name, kind="goods", key=str(pk))
        started = time.perf_counter()
        actions.drain(engine)
        taken.append((time.perf_counter() - started) * 1000)
    print(f"{engine.name}: one change indexed and searchable in {tell(taken)}")


def planning():
    from search.lexicon import lexicon

    taken = []
    for text in QUERIES * 20:
        started = time.perf_counter()
        lexicon().planner.plan(text)
        taken.append((time.perf_counter() - started) * 1000)
    print(f"planning a query: {tell(taken)}")
