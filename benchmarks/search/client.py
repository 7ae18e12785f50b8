"""What elasticsearch_dsl costs a page of the shop: built, sent and read by the engine, beside the
same body as ready-made JSON over the bare transport."""

import json
import statistics
import time

from benchmarks.scratch_site import clocked
from search.query.goods_query import GoodsQuery

from .budget import MEASURED_FROM

RUNS = 9


def dsl_over_raw(trial, queries, goods, budgets):
    """In turn; of each query the best run, for others may be at work on this machine."""
    engine, built, plain = trial.engine, [], []
    for text in queries:
        plan, query = trial.lexicon.planner.plan(text), GoodsQuery(text)
        body = json.dumps(engine.page(plan, query, engine.client).to_dict()).encode()
        runs = [
            (lasted(lambda b=body: by_hand(engine, b)),
             lasted(lambda p=plan, q=query: engine.find(p, q)))
            for _ in range(RUNS)
        ]  # fmt: skip
        plain.append(min(raw for raw, _ in runs))
        built.append(min(dsl_ms for _, dsl_ms in runs))
    raw, dsl_ms = statistics.median(plain), statistics.median(built)
    what = f"elasticsearch_dsl page over raw HTTP, p50, {goods}"
    if goods < MEASURED_FROM:
        print(f"  {what}: {dsl_ms / raw:.2f}× ({dsl_ms:.2f} ms), where the server does little")
    else:
        budgets.check_max(what, dsl_ms / raw, 1.3, "×")


def by_hand(engine, body):
    headers = {"content-type": "application/json", "accept": "application/json"}
    engine.client.perform_request("POST", f"/{engine.alias}/_search", body=body, headers=headers)


def lasted(call, clock=time.perf_counter):
    """Milliseconds."""
    return clocked(call, clock)[0] * 1000
