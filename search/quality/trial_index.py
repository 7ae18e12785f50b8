"""Plain sources in an engine of their own: a catalogue to be tried without touching the site's."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from search.analysis.tokenization import Segmenter
from search.documents.builder import DocumentBuilder
from search.documents.schema import document_key
from search.documents.source import DocumentSource
from search.engines.base import Engine
from search.query.goods_query import GoodsQuery
from search.query.planner import Synonyms
from search.query.spelling import Term, Vocabulary
from search.retrieval.relaxation import Answer, relaxed_search
from search.vocabulary.lexicon import COLUMNS, Lexicon
from search.vocabulary.word_counts import TermCounts

BATCH = 2000


@dataclass
class TrialIndex:
    """An engine filled with documents, and the terms counted on the way."""

    engine: Engine
    lexicon: Lexicon
    skus: dict[int, tuple[str, ...]]

    def answer(self, text: str, size: int = 10) -> Answer:
        return relaxed_search(
            self.engine, self.lexicon.planner, self.lexicon.vocabulary, GoodsQuery(text, size=size)
        )

    def search(self, text: str) -> list[str]:
        """The good's first SKU, best first: what a judged list compares."""
        return [self.skus[pk][0] for pk, _ in self.answer(text).result.hits if self.skus.get(pk)]

    def good_of(self, sku: str) -> str:
        return self._first.get(sku, sku)

    @cached_property
    def _first(self) -> dict[str, str]:
        return {sku: skus[0] for skus in self.skus.values() for sku in skus}


def filled(
    engine: Engine,
    sources: Iterable[DocumentSource],
    brands: Iterable[str],
    synonym_rows: Iterable[tuple[str, str]],
) -> TrialIndex:
    """Index the sources as a rebuild does, but from memory. brands: as the segmenter knows them."""
    builder = DocumentBuilder(brands, Segmenter())
    words, skus, categories = TermCounts(), {}, {}
    generation = engine.new_generation()
    remaining = iter(sources)
    while batch := list(islice(remaining, BATCH)):
        changes = []
        for source in batch:
            document = builder.document(source)
            words.add(source, document)
            skus[source.pk] = source.skus
            categories |= {names.key: names.all for names in source.categories}
            changes.append((document_key(source.kind, source.pk), document))
        engine.write(changes, 1, generation)  # one version: nothing else writes here
    engine.publish(generation)
    terms = (Term(*(getattr(term, name) for name in COLUMNS)) for term in words.terms())
    synonyms = Synonyms.from_rows(
        synonym_rows, ((slug, *all_) for slug, all_ in categories.items())
    )
    lexicon = Lexicon(0, Vocabulary(terms), synonyms, builder.segmenter)
    return TrialIndex(engine, lexicon, skus)
