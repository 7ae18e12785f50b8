"""Writing ready-made documents, beside a plain `_bulk` of `json.dumps` lines to Elasticsearch.

For Elasticsearch that shows what our use of the client costs or wins: the same documents, an
empty index of the same mapping and settings. For the embedded engine it tells which of the two a
catalogue is written to faster. Each round writes once to each, the order turns, and of each
writer the best counts: so neither a warm server nor others at work favour one of them."""

import itertools
import json
import time
from contextlib import ExitStack

from search.analysis.tokenization import Segmenter
from search.documents.builder import DocumentBuilder
from search.documents.schema import document_key
from search.engines.elastic_query import mapping
from tools.demo.search_sources import demo_brand_names, many_sources

from .index_build import temporary_engine

DOCUMENTS = 4000
ROUNDS = 7  # and one before, unmeasured: the server compiles itself while it works
BULK = 500
PLAIN = "plain"


def main(names, url, budgets):
    changes = documents()
    with ExitStack() as stack:
        engines = [stack.enter_context(temporary_engine(name, url)) for name in names]
        rounds = [one_round(engines, changes, number) for number in range(ROUNDS + 1)][1:]
    best = {writer: min(taken[writer] for taken in rounds) for writer in rounds[0]}
    paces = (f"{writer} {DOCUMENTS / seconds:,.0f}" for writer, seconds in best.items())
    print(f"  documents/s written: {', '.join(paces)}")
    for name in names:
        ratio = best[PLAIN] / best[name]
        budgets.check_min(f"{name} write over raw json.dumps bulk", ratio, 1.3, "×")


def documents():
    builder = DocumentBuilder(demo_brand_names(), Segmenter())
    sources = itertools.islice(many_sources(DOCUMENTS), DOCUMENTS)
    return [(document_key(s.kind, s.pk), builder.document(s)) for s in sources]


def one_round(engines, changes, number):
    """Seconds of each writer for all documents."""
    elastic = next(engine for engine in engines if engine.name == "elasticsearch")
    writers = {engine.name: lambda e=engine: write_all(e, changes) for engine in engines}
    writers[PLAIN] = lambda: plain_bulk(elastic.client.options(request_timeout=60), changes)
    order = sorted(writers, reverse=bool(number % 2))
    return {name: writers[name]() for name in order}


def write_all(engine, changes):
    generation = engine.new_generation()
    started = time.perf_counter()
    engine.write(changes, 1, generation)
    taken = time.perf_counter() - started
    engine.abandon(generation)
    return taken


def plain_bulk(client, changes):
    index = "expo-raw-bulk"
    settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1}
    client.indices.create(index=index, settings=settings, mappings=mapping().to_dict())
    headers = {"content-type": "application/x-ndjson", "accept": "application/json"}
    try:
        started = time.perf_counter()
        for start in range(0, len(changes), BULK):
            lines = [json.dumps({"index": {"_id": key}}) + "\n" + json.dumps(document)
                     for key, document in changes[start : start + BULK]]  # fmt: skip
            body = ("\n".join(lines) + "\n").encode()
            client.perform_request("POST", f"/{index}/_bulk", body=body, headers=headers)
        return time.perf_counter() - started
    finally:
        client.indices.delete(index=index)
