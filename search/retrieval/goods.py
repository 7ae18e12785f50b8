"""What the rest of the site asks: find goods, suggest, and goods that resemble one."""

from collections.abc import Iterator

from django.db.models import Q

from catalog.models import Product, Variant
from core.language import in_language
from search.analysis.tokenization import fold
from search.documents.builder import DocumentBuilder
from search.indexing.outbox import touch
from search.query.codes import plain_code
from search.query.goods_query import MOST_PAGES, GoodsQuery
from search.query.plan import Plan
from search.query.results import Found, GoodsResult, Hit
from search.query.suggester import Suggestion
from search.sources import GoodsReader
from search.vocabulary.lexicon import lexicon, segmenter

from . import facet_labels as labels
from .failover import Answered, ask
from .highlight import mark
from .relaxation import NOTHING_FOUND, Answer, answer


def find(query: GoodsQuery) -> Answered[Answer]:
    words = lexicon()
    return ask(
        lambda engine: answer(engine, words.planner, words.vocabulary, query),
        lambda: _from_database(query),
    )


def _from_database(query: GoodsQuery) -> Answer:
    """Names, brands and codes that hold every word; no facets, no order but the newest first."""
    words = lexicon().planner.plan(query.text)
    goods = Product.objects.on_display()
    for concept in words.concepts:
        goods = goods.filter(_named(concept.text))
    if query.text.strip() and not words.concepts:
        goods = goods.none()
    total = goods.count()
    if not total:  # as long a walk through the table as the count was
        return Answer(NOTHING_FOUND, words, "none")
    page = goods.order_by("-pk").values_list("pk", flat=True)
    hits = page[query.offset : query.offset + query.size]
    return Answer(Found(tuple((pk, 0.0) for pk in hits), total, {}), words, "strict")


def _named(word: str) -> Q:
    named = Q(name_zh__icontains=word) | Q(name_en__icontains=word)
    named |= Q(brand__name_zh__icontains=word) | Q(brand__name_en__icontains=word)
    return named | Q(
        pk__in=Variant.objects.filter(Q(sku__iexact=word) | Q(gtin=word)).values("product")
    )


# -- for those who want it all in one -----------------------------------------------------------


def search_goods(query: GoodsQuery) -> GoodsResult:
    """One page of goods with marked titles, and facets that count what would remain.

    Never raises for an engine that fails: the answer is then `degraded`.
    """
    answered = find(query)
    found = answered.answer.found
    partial = answered.answer.match == "partial"
    return GoodsResult(
        hits=tuple(_hits(found, answered.answer.plan)),
        total=0 if partial else found.total,
        pages=page_count(found.total, query.size),
        facets=labels.facets(found, query),
        match=answered.answer.match,
        corrected_to=answered.answer.corrected_to,
        took_ms=answered.took_ms,
        engine=answered.engine,
        degraded=answered.degraded,
        partial_total=found.total if partial else 0,
    )


def page_count(total: int, size: int) -> int:
    return min(-(-total // size), MOST_PAGES) if size else 0


def _hits(found: Found, plan: Plan) -> Iterator[Hit]:
    """Filled from the database, which is the truth; what has gone since is left out."""
    pks = [pk for pk, _ in found.hits]
    goods = Product.objects.on_display().only("name_zh", "name_en").in_bulk(pks)
    skus = _skus(pks, plan)
    analyser = lexicon().analyser
    for pk, score in found.hits:
        if pk in goods:
            title = mark(in_language(goods[pk], "name"), plan, analyser)
            yield Hit(skus.get(pk, ""), pk, score, title)
    if len(goods) < len(pks):
        report_gone(pks)


def report_gone(pks: list[int]) -> None:
    """Have those that are no longer on display taken out of the index."""
    shown = Product.objects.on_display().filter(pk__in=pks).values_list("pk", flat=True)
    touch(set(pks) - set(shown))


def _skus(pks: list[int], plan: Plan) -> dict[int, str]:
    """Each good's first SKU, or the one that was asked for."""
    asked = {t for c in plan.concepts for a in c.any_of if a.field == "code" for t in a.tokens}
    rows = Variant.objects.filter(product__in=pks).order_by("-position", "-pk")
    found, matching = {}, {}
    for product, sku, gtin in rows.values_list("product", "sku", "gtin"):
        found[product] = sku
        if asked & {plain_code(fold(sku)), "gtin:" + gtin.zfill(14)}:
            matching[product] = sku
    return found | matching


def suggest(text: str, limit: int = 8) -> list[Suggestion]:
    return lexicon().suggester.suggest(text, limit)


def related(sku: str, limit: int = 8) -> list[Hit]:
    """Goods in stock that resemble this one, best first; none where the SKU isn't on display."""
    product = Variant.objects.filter(sku=sku).values_list("product", flat=True).first()
    found = related_pks(product, limit) if product else ()
    return list(_hits(Found(found, len(found), {}), Plan()))


def related_pks(product: int, limit: int = 8) -> tuple[tuple[int, float], ...]:
    """(pk, score) of goods in stock that resemble the product."""
    sources = GoodsReader().sources([product])
    if not sources:
        return ()
    document = DocumentBuilder(segmenter=segmenter()).document(sources[0])
    like = {name: tuple(document[name].split()) for name in ("gram", "brand", "cat")}
    query = GoodsQuery(filters={"stock": frozenset({"true"})}, size=limit + 1)
    hits = ask(lambda engine: engine.find(Plan(like=like), query).hits, lambda: NOTHING_FOUND.hits)
    return tuple(hit for hit in hits.answer if hit[0] != product)[:limit]
