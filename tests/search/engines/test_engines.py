"""What each engine must do; the same tests for both."""

from dataclasses import replace

import pytest

from search.documents.schema import document_key
from search.engines.base import EngineError
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from tests.search.shop import filled, sources


def pks(result):
    return [pk for pk, _ in result.hits]


def test_words_in_any_order_find_the_good(engine, planner):
    for text in ("可瑞康2段", "2段 可瑞康", "karicare stage 2"):
        assert pks(engine.find(planner.plan(text), GoodsQuery())) == [2]


def test_codes_find_one_good_alone(engine, planner):
    for text in ("SHOP-0009", "shop-0009", "6900000000009"):
        assert pks(engine.find(planner.plan(text), GoodsQuery())) == [9]


def test_browsing_shows_everything_best_sold_first(engine):
    result = engine.find(QueryPlan(), GoodsQuery())
    assert result.total == len(sources())
    assert pks(result)[0] == 5


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("price_up", [14, 5, 10]),
        ("price_down", [15, 13, 1]),
        ("newest", [16, 15, 14]),
        ("sales", [5, 16, 2]),
    ],
)
def test_sorting(engine, sort, expected):
    assert pks(engine.find(QueryPlan(), GoodsQuery(sort=sort, size=3))) == expected


def test_pages_have_neither_doubles_nor_gaps(engine, planner):
    for plan in (QueryPlan(), planner.plan("麦田牌")):
        for sort in ("relevance", "sales"):
            whole = pks(engine.find(plan, GoodsQuery(sort=sort, size=100)))
            paged = []
            for page in range(1, 8):
                paged += pks(engine.find(plan, GoodsQuery(sort=sort, size=3, page=page)))
            assert paged == whole


def test_each_facet_counts_under_all_filters_but_its_own(engine):
    query = GoodsQuery(
        filters={"category": frozenset({"milk"}), "brand": frozenset({"6", "1"})},
        price=(10_000, 20_000),
    )
    result = engine.find(QueryPlan(), query)

    def plain(facet, *, category=True, brand=True, price=True):
        counts = {}
        for s in sources():
            names = [c.key for c in s.categories]
            if (category and "milk" not in names) or (brand and s.brand.key not in "61"):
                continue
            if price and not 10_000 <= s.price <= 20_000:
                continue
            for value in facet(s):
                counts[value] = counts.get(value, 0) + 1
        return counts

    assert sorted(pks(result)) == [3, 4]
    assert result.total == 2
    assert result.facets["category"] == plain(
        lambda s: [c.key for c in s.categories], category=False
    )
    assert result.facets["brand"] == plain(lambda s: [s.brand.key], brand=False)
    assert result.facets["origin"] == plain(lambda s: [s.origin.key])
    assert result.facets["stock"] == plain(lambda s: [str(s.in_stock).lower()])
    assert result.facets["center"] == plain(lambda s: s.centers)
    assert sum(result.facets["price"].values()) == 5


def test_a_price_range_holds_only_what_has_a_price(empty_engine, documents):
    dear, cheap, shown = (replace(sources()[n], price=p) for n, p in enumerate((9000, 100, None)))
    generation = empty_engine.new_generation()
    written = [(document_key(s.kind, s.pk), documents.document(s)) for s in (dear, cheap, shown)]
    empty_engine.write(written, 1, generation)
    empty_engine.publish(generation)
    for price, expected in (
        ((None, 100), {cheap.pk}), ((0, 8999), {cheap.pk}), ((100, None), {dear.pk, cheap.pk}),
        ((None, 0), set()), ((0, 0), set()),
    ):  # fmt: skip
        assert set(pks(empty_engine.find(QueryPlan(), GoodsQuery(price=price)))) == expected, price


def test_only_goods_in_stock(engine):
    query = GoodsQuery(filters={"stock": frozenset({"true"})})
    assert engine.find(QueryPlan(), query).total == sum(s.in_stock for s in sources())


def test_filters_leave_the_order_alone(engine, planner):
    plan = planner.plan("奶粉")
    everything = pks(engine.find(plan, GoodsQuery()))
    is_filtered = pks(engine.find(plan, GoodsQuery(filters={"stock": frozenset({"true"})})))
    assert is_filtered == [pk for pk in everything if pk in is_filtered]


def test_counting_knows_no_filters(engine, planner):
    assert engine.count(planner.plan("奶粉")) == 5
    assert engine.count(planner.plan("拖拉机")) == 0
    assert engine.count(planner.plan("奶粉"), kind="booth") == 0


def test_goods_that_resemble_come_from_its_own_words(engine, documents):
    document = documents.document(sources()[0])
    like = {name: tuple(document[name].split()) for name in ("gram", "brand", "cat")}
    assert set(pks(engine.find(QueryPlan(like=like), GoodsQuery(size=4)))) >= {1, 2, 3}


def test_without_an_index_the_engine_says_so(empty_engine):
    with pytest.raises(EngineError):
        empty_engine.find(QueryPlan(), GoodsQuery())
    with pytest.raises(EngineError):
        empty_engine.ping()
    with pytest.raises(EngineError):
        empty_engine.write([], 1)
    assert empty_engine.current() is None


def test_a_change_replaces_and_a_deletion_removes(empty_engine, documents):
    engine = filled(empty_engine, documents)
    good = documents.document(sources()[0]) | {"price": 1, "price_up_key": 1 << 32 | 1}
    assert engine.write([("goods-1", good), ("goods-2", None)], 2) == set()
    assert engine.size() == len(sources()) - 1
    assert pks(engine.find(QueryPlan(), GoodsQuery(sort="price_up", size=1))) == [1]


def test_writing_twice_is_harmless(empty_engine, documents):
    engine = filled(empty_engine, documents)
    change = [("goods-1", documents.document(sources()[0])), ("goods-99", None)]
    engine.write(change, 2)
    engine.write(change, 2)
    assert engine.size() == len(sources())


def test_a_rebuild_shows_nothing_until_it_is_published(empty_engine, documents):
    engine = filled(empty_engine, documents)
    before = engine.current()
    generation = engine.new_generation()
    engine.write([("goods-1", documents.document(sources()[0]))], 5, generation)
    assert engine.size() == len(sources())
    engine.publish(generation)
    assert engine.current() == generation != before
    assert engine.size() == 1


def test_changes_during_a_rebuild_reach_both_generations(empty_engine, documents):
    engine = filled(empty_engine, documents)
    generation = engine.new_generation()
    engine.write([("goods-16", None)], 7)
    engine.write([("goods-16", documents.document(sources()[-1]))], 3, generation)
    if engine.name == "elasticsearch":  # there the older version is rejected
        engine.publish(generation)
        assert engine.size() == 0
    else:  # there the lock keeps the copy from reading before and writing after a change
        engine.publish(generation)
        assert engine.size() == 1
