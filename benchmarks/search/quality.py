"""The judged list of the demo by kind, beside Elasticsearch's plain `cjk` analysis."""

from pathlib import Path

from elasticsearch import Elasticsearch

from search.quality.judgments import read_judged
from search.quality.metrics import ALL, by_kind, scores
from search.quality.trial_index import filled
from tools.demo.search import SYNONYMS
from tools.demo.search_sources import demo_brand_names, demo_sources

from .index_build import temporary_engine

JUDGED = Path(__file__).parents[2] / "tests/search/quality/judged/demo.tsv"


def main(names, url, budgets):
    judged = read_judged(JUDGED)
    columns = {name: site_scores(name, url, judged) for name in names}
    columns["no synonyms"] = site_scores(names[0], url, judged, with_synonyms=False)
    if url:
        for operator in ("or", "and"):
            columns[f"cjk {operator}"] = plain_scores(url, operator, judged)
    print("".join([f"{'':<18}{'queries':>8}", *(f"{name:>24}" for name in columns)]))
    first = next(iter(columns.values()))
    for kind in first:
        cells = "".join(
            f"{f.recall:>10.3f}{f.mrr:>7.3f}{f.ndcg:>7.3f}"
            for f in (kind_scores[kind] for kind_scores in columns.values())
        )
        print(f"{kind:<18}{first[kind].queries:>8}{cells}")
    print(f"(each: recall@10, MRR, nDCG@10; no synonyms: what {names[0]} finds without the table,")
    print("in which most queries of the synonym kinds stand)")
    for name in names:
        budgets.check_min(f"{name}: recall@10 of {len(judged)} judged queries",
                      columns[name][ALL].recall, 0.97)  # fmt: skip
        budgets.check_min(f"{name}: absent goods unfound", columns[name]["absent"].recall, 1.0)


def site_scores(name, url, judged, with_synonyms=True):
    with temporary_engine(name, url) as engine:
        synonyms = SYNONYMS if with_synonyms else ()
        trial = filled(engine, demo_sources(), demo_brand_names(), synonyms)
        return by_kind(scores(judged, trial.search, trial.good_of))


def plain_scores(url, operator, judged):
    """What one gets from Elasticsearch without any work: all text in one `cjk` field."""
    client, index = Elasticsearch(url, request_timeout=30), "expo-plain-cjk"
    client.indices.delete(index=index, ignore_unavailable=True)
    text = {"type": "text", "analyzer": "cjk"}
    client.indices.create(
        index=index,
        settings={"number_of_shards": 1, "number_of_replicas": 0},
        mappings={"properties": {"text": text}},
    )
    first = {sku: source.skus[0] for source in demo_sources() for sku in source.skus}
    operations = []
    for source in demo_sources():
        operations += [{"index": {"_id": source.skus[0]}}, {"text": everything(source)}]
    client.bulk(index=index, operations=operations, refresh=True)

    def search(query):
        match = {"match": {"text": {"query": query, "operator": operator}}}
        hits = client.search(index=index, query=match, size=10, source=False)["hits"]["hits"]
        return [hit["_id"] for hit in hits]

    try:
        return by_kind(scores(judged, search, lambda sku: first.get(sku, sku)))
    finally:
        client.indices.delete(index=index)


def everything(source):
    around = [name for names in (source.brand, *source.categories, source.origin)
              for name in names.all]  # fmt: skip
    codes = [*source.skus, *source.gtins, *source.hs_codes]
    own = [source.name_zh, source.name_en, *source.specs, *source.description]
    return " ".join([*own, *around, *codes])
