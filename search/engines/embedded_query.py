"""Plans as tantivy queries, and the fields of its index."""

import math
from functools import cache
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Query

from search.documents.schema import (
    FACET_FIELDS,
    FILTER_FIELDS,
    INTEGER_FIELDS,
    KEYWORD_FIELDS,
    TEXT_FIELDS,
)
from search.query.goods_query import GoodsQuery
from search.query.plan import Concept, PriceRange, QueryPlan, Reading

from .base import TIE_BREAKER, price_range

TOKENIZER = "tokens"
NATURAL = math.log(2)  # tantivy weighs by log2(2 + rank), Elasticsearch by ln


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="basic")
    for name in KEYWORD_FIELDS:
        counted = name in FACET_FIELDS.values()
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=counted)
    builder.add_boolean_field("in_stock", indexed=True, fast=True)
    for name in INTEGER_FIELDS:
        builder.add_integer_field(name, indexed=name == "pk", fast=True)
    builder.add_float_field("rank", fast=True)
    return builder.build()


def open_index(folder: Path) -> tantivy.Index:
    """Reloaded only explicitly: a background thread could replace a newer state by an older one,
    and a process forked meanwhile would inherit its lock."""
    index = tantivy.Index(schema(), path=str(folder), reuse=True)
    index.config_reader("Manual")
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(TOKENIZER, whitespace)
    return index


# -- plans as tantivy queries ----------------------------------------------------------------


def term(field: str, value: str | bool) -> Query:
    return Query.term_query(schema(), field, value, index_option="basic")


def every(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def either(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def concept_query(concept: Concept) -> Query:
    alternatives = [
        Query.boost_query(every([term(a.field, token) for token in a.tokens]), a.weight)
        for a in concept.any_of
    ]
    return (
        alternatives[0]
        if len(alternatives) == 1
        else Query.disjunction_max_query(alternatives, TIE_BREAKER)
    )


def silent(query: Query) -> Query:
    """A filter: it must match, and has no say in the order."""
    return Query.const_score_query(query, 0.0)


def plan_query(plan: QueryPlan, kind: str) -> list[Query]:
    queries = [concept_query(concept) for concept in plan.concepts]
    if plan.like:
        queries.append(
            Query.more_like_this_document_fields_query(
                schema(),
                {name: [" ".join(tokens)] for name, tokens in plan.like.items()},
                min_doc_frequency=1,
                min_term_frequency=1,
            )
        )
    return [*queries, silent(every([term("kind", kind), *map(reading_query, plan.readings)]))]


def reading_query(reading: Reading) -> Query:
    filters = []
    if reading.price != (None, None):
        filters.append(within(reading.price))
    if reading.ages:
        filters.append(either([term("age", age) for age in reading.ages]))
    excluded = [term("origin", origin) for origin in reading.origins]
    excluded += [concept_query(concept) for concept in reading.excluded]
    if excluded:
        exclusions = [(Occur.MustNot, query) for query in excluded]
        filters.append(Query.boolean_query([(Occur.Must, Query.all_query()), *exclusions]))
    return every(filters or [Query.all_query()])


def within(price: PriceRange) -> Query:
    return Query.range_query(schema(), "price", FieldType.Integer, *price_range(price))


def facet_filter(name: str, query: GoodsQuery) -> Query:
    field = FILTER_FIELDS[name]
    filters = []
    if values := sorted(query.filters.get(name, ())):
        if name == "stock":
            filters.append(either([term(field, value == "true") for value in values]))
        else:
            filters.append(either([term(field, value) for value in values]))
    if name == "price" and query.price != (None, None):
        filters.append(within(query.price))
    return silent(every(filters))
