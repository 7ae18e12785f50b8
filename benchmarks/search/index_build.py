"""One catalogue of many goods in each engine: how fast it is built, and how large it is."""

import itertools
import time
from pathlib import Path

from search.analysis.tokenization import Segmenter
from search.documents.builder import DocumentBuilder
from search.documents.schema import document_key
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.quality.trial_index import TrialIndex
from search.query.spelling import Term, Vocabulary
from search.query.synonyms import Synonyms
from search.vocabulary.lexicon import COLUMNS, Lexicon
from search.vocabulary.word_counts import TermCounts
from tools.demo.search import SYNONYMS
from tools.demo.search_sources import demo_brand_names, many_sources

BATCH = 2000


def built(engines, goods, budgets):
    """Analyse once, write to each engine; the trials, one an engine. Analysis in CPU seconds, for
    the machine may be shared."""
    print(f"\n{goods} goods", flush=True)
    builder, term_counts, skus = DocumentBuilder(demo_brand_names(), Segmenter()), TermCounts(), {}
    generations = {engine: engine.new_generation() for engine in engines}
    spent = dict.fromkeys(engines, 0.0)
    analysed = 0.0  # CPU seconds; writing is measured by the clock, the server works elsewhere
    sources = many_sources(goods)
    while batch := list(itertools.islice(sources, BATCH)):
        started = time.process_time()
        changes = [(document_key(s.kind, s.pk), builder.document(s)) for s in batch]
        analysed += time.process_time() - started
        for source, (_, document) in zip(batch, changes, strict=True):
            term_counts.add(source, document)
            skus[source.pk] = source.skus
        for engine in engines:
            started = time.perf_counter()
            engine.write(changes, 1, generations[engine])
            spent[engine] += time.perf_counter() - started
    for engine in engines:
        engine.publish(generations[engine])
        print(f"  {engine.name}: {goods / spent[engine]:.0f} goods/s written", flush=True)
    budgets.check_min(f"analysis, {goods} goods, a core", goods / analysed, 2400, "/s")
    for engine in engines:
        sized(engine, goods, budgets)
    terms = [Term(*(getattr(term, name) for name in COLUMNS)) for term in term_counts.terms()]
    lexicon = Lexicon(0, Vocabulary(terms), Synonyms.from_rows(SYNONYMS), builder.segmenter)
    return [TrialIndex(engine, lexicon, skus) for engine in engines]


def sized(engine, goods, budgets):
    what, kb = f"{engine.name} index per good, {goods}", index_bytes(engine) / goods / 1000
    budgets.check_max(what, kb, {"embedded": 0.25, "elasticsearch": 0.84}[engine.name], " KB")


def index_bytes(engine):
    """Of Elasticsearch without the copy that it keeps of new documents until they are merged."""
    if engine.name == "embedded":
        folder = engine.folder / engine.current()
        return sum(file.stat().st_size for file in Path(folder).iterdir())
    client = engine.client.options(request_timeout=60)
    client.indices.flush(index=engine.alias, force=True)
    stored = client.indices.stats(index=engine.alias, metric="store")
    whole = stored["_all"]["primaries"]["store"]["size_in_bytes"]
    path = f"/{engine.alias}/_disk_usage?run_expensive_tasks=true"
    usages = client.perform_request("POST", path, headers={"accept": "application/json"}).body
    fields = next(usage["fields"] for name, usage in usages.items() if name != "_shards")
    copy = fields.get("_recovery_source", {}).get("total_in_bytes", 0)
    print(f"  elasticsearch: {whole / 1e6:.1f} MB, {copy / 1e6:.1f} MB of it until merged")
    return whole - copy


def temporary_engine(name: str, url: str):
    return ElasticEngine.temporary(url) if name == "elasticsearch" else EmbeddedEngine.temporary()
