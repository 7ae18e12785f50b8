"""Plans as Elasticsearch queries, and the fields of its index."""

from elasticsearch_dsl import Mapping
from elasticsearch_dsl.query import (
    Bool,
    DisMax,
    FunctionScore,
    MoreLikeThis,
    Query,
    Range,
    Term,
    Terms,
)

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


def mapping() -> Mapping:
    index_mapping = Mapping()
    index_mapping.meta("dynamic", "strict")
    index_mapping.meta("_source", enabled=False)  # the database is the truth, and hits are numbers
    for name in TEXT_FIELDS:  # each token once a field: no frequencies to keep
        index_mapping.field(name, "text", analyzer="whitespace", index_options="docs")
    for name in KEYWORD_FIELDS:
        index_mapping.field(name, "keyword", doc_values=name in FACET_FIELDS.values())
    index_mapping.field("in_stock", "boolean")
    for name in INTEGER_FIELDS:
        index_mapping.field(name, "long", index=name == "price")
    index_mapping.field("rank", "float", index=False)
    return index_mapping


# -- plans as Elasticsearch queries ----------------------------------------------------------


def every(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Bool(must=queries)


def concept_query(concept: Concept) -> Query:
    alternatives = [
        Term(a.field, {"value": a.tokens[0], "boost": a.weight})
        if len(a.tokens) == 1
        else Bool(must=[Term(a.field, t) for t in a.tokens], boost=a.weight)
        for a in concept.any_of
    ]
    return (
        alternatives[0]
        if len(alternatives) == 1
        else DisMax(queries=alternatives, tie_breaker=TIE_BREAKER)
    )


def plan_query(plan: QueryPlan, kind: str, weighed: bool = True) -> Query:
    must = [concept_query(concept) for concept in plan.concepts]
    if plan.like:
        document = {name: " ".join(tokens) for name, tokens in plan.like.items()}
        must.append(
            MoreLikeThis(
                fields=list(plan.like),
                like=[{"doc": document}],
                min_doc_freq=1,
                min_term_freq=1,
                minimum_should_match=1,
            )
        )
    conditions = [Term("kind", kind), *map(reading_query, plan.readings)]
    matching = Bool(must=must, filter=conditions)
    if not (must and weighed):
        return matching
    return FunctionScore(
        query=matching,
        field_value_factor={"field": "rank", "modifier": "ln2p", "missing": 0},
        boost_mode="multiply",
    )


def reading_query(reading: Reading) -> Query:
    filters = []
    if reading.price != (None, None):
        filters.append(within(reading.price))
    if reading.ages:
        filters.append(Terms("age", list(reading.ages)))
    excluded = [Terms("origin", list(reading.origins))] if reading.origins else []
    excluded += [concept_query(concept) for concept in reading.excluded]
    return Bool(filter=filters, must_not=excluded)


def within(price: PriceRange) -> Query:
    low, high = price_range(price)
    return Range("price", {"gte": low, "lte": high})


def facet_filter(name: str, query: GoodsQuery) -> Query:
    filters = []
    if values := sorted(query.filters.get(name, ())):
        if name == "stock":
            values = [str(value == "true").lower() for value in values]
        filters.append(Terms(FILTER_FIELDS[name], values))
    if name == "price" and query.price != (None, None):
        filters.append(within(query.price))
    return every(filters)
