"""The goods search for the rest of the site: find, suggest, and goods related to one."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import Q

from catalog.models import Product, Variant
from core.language import in_language
from search.analysis.tokenization import fold
from search.documents.builder import DocumentBuilder
from search.indexing.outbox import touch
from search.query.codes import plain_code
from search.query.goods_query import MAX_PAGES, GoodsQuery
from search.query.plan import QueryPlan
from search.query.results import EngineResult, GoodsResult, Hit
from search.query.suggester import Suggestion
from search.sources import GoodsReader
from search.vocabulary.lexicon import current_lexicon, segmenter

from . import facet_labels
from .failover import SearchResponse, query_engines
from .highlight import mark
from .relaxation import NO_RESULT, Answer, relaxed_search


def find(query: GoodsQuery) -> SearchResponse[Answer]:
    lexicon = current_lexicon()
    return query_engines(
        lambda engine: relaxed_search(engine, lexicon.planner, lexicon.vocabulary, query),
        lambda: _from_database(query),
    )


def _from_database(query: GoodsQuery) -> Answer:
    """Goods whose names, brand or codes contain every word; no facets, newest first. What is read
    from the words is left off, as filters are."""
    planner = current_lexicon().planner
    plan = replace(planner.read(query.text, query.literal), readings=())
    goods = Product.objects.on_display()
    for concept in plan.concepts:
        goods = goods.filter(_named(concept.text))
    if plan.text and not plan.concepts:
        goods = goods.none()
    total = goods.count()
    if not total:  # as long a walk through the table as the count was
        return Answer(NO_RESULT, plan, "none")
    page = goods.order_by("-pk").values_list("pk", flat=True)
    hits = page[query.offset : query.offset + query.size]
    return Answer(EngineResult(tuple((pk, 0.0) for pk in hits), total, {}), plan, "strict")


def _named(text: str) -> Q:
    matches = Q(name_zh__icontains=text) | Q(name_en__icontains=text)
    matches |= Q(brand__name_zh__icontains=text) | Q(brand__name_en__icontains=text)
    return matches | Q(
        pk__in=Variant.objects.filter(Q(sku__iexact=text) | Q(gtin=text)).values("product")
    )


# -- for those who want it all in one -----------------------------------------------------------


def search_goods(query: GoodsQuery) -> GoodsResult:
    """One page of goods with marked titles, and facets that count what would remain.

    Never raises for an engine that fails: the answer is then `degraded`.
    """
    response = find(query)
    result = response.answer.result
    partial = response.answer.match == "partial"
    return GoodsResult(
        hits=tuple(_hits(result, response.answer.plan)),
        total=0 if partial else result.total,
        pages=page_count(result.total, query.size),
        facets=facet_labels.facets(result, query),
        match=response.answer.match,
        corrected_to=response.answer.corrected_to,
        took_ms=response.took_ms,
        engine=response.engine,
        degraded=response.degraded,
        partial_total=result.total if partial else 0,
        readings=response.answer.plan.readings,
    )


def page_count(total: int, size: int) -> int:
    return min(-(-total // size), MAX_PAGES) if size else 0


def _hits(result: EngineResult, plan: QueryPlan) -> Iterator[Hit]:
    """Filled from the database, which is the truth; what has gone since is left out."""
    pks = [pk for pk, _ in result.hits]
    goods = Product.objects.on_display().only("name_zh", "name_en").in_bulk(pks)
    skus = _skus(pks, plan)
    analyzer = current_lexicon().analyzer
    for pk, score in result.hits:
        if pk in goods:
            title = mark(in_language(goods[pk], "name"), plan, analyzer)
            yield Hit(skus.get(pk, ""), pk, score, title)
    if len(goods) < len(pks):
        report_gone(pks)


def report_gone(pks: list[int]) -> None:
    """Have those that are no longer on display taken out of the index."""
    shown = Product.objects.on_display().filter(pk__in=pks).values_list("pk", flat=True)
    touch(set(pks) - set(shown))


def _skus(pks: list[int], plan: QueryPlan) -> dict[int, str]:
    """Each good's first SKU, or the one that was searched for."""
    rows = Variant.objects.filter(product__in=pks).order_by("-position", "-pk")
    return dict(rows.values_list("product", "sku")) | searched_skus(pks, plan)


def searched_skus(pks: list[int], plan: QueryPlan) -> dict[int, str]:
    """By product, the SKU whose own code, or whose GTIN, was searched for."""
    codes = {t for c in plan.concepts for a in c.any_of if a.field == "code" for t in a.tokens}
    if not codes:
        return {}
    rows = Variant.objects.filter(product__in=pks).order_by("-position", "-pk")
    return {
        product: sku
        for product, sku, gtin in rows.values_list("product", "sku", "gtin")
        if codes & {plain_code(fold(sku)), "gtin:" + gtin.zfill(14)}
    }


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    return current_lexicon().suggester.suggest(text, limit)


def warm_up() -> None:
    """A first search that nobody waits for: the segmenter, the vocabulary, the readings of
    characters and the engine's own library take a process seconds to load."""
    search_goods(GoodsQuery(text="nai fen", size=1))
    suggest("nai")


def related_pks(product: int, limit: int = 8) -> tuple[tuple[int, float], ...]:
    """(pk, score) of goods in stock that resemble the product, best first."""
    sources = GoodsReader().sources([product])
    if not sources:
        return ()
    document = DocumentBuilder(segmenter=segmenter()).document(sources[0])
    like = {name: tuple(document[name].split()) for name in ("gram", "brand", "cat")}
    query = GoodsQuery(filters={"stock": frozenset({"true"})}, size=limit + 1)
    hits = query_engines(
        lambda engine: engine.find(QueryPlan(like=like), query).hits, lambda: NO_RESULT.hits
    )
    return tuple(hit for hit in hits.answer if hit[0] != product)[:limit]
