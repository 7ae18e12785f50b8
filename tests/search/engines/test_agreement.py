"""The two engines answer alike: same totals, same facet counts, same order."""

from itertools import product

import pytest

from search.engines.elastic import ElasticEngine
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.retrieval.relaxation import relaxed_search
from tests.search.shop import filled

pytestmark = pytest.mark.elasticsearch

QUERIES = """
|奶粉|可瑞|可瑞康2段|可瑞康二段|karicare stage 2|奶粉可瑞康|有没有可瑞康的奶粉|keruikang|krk
keruikang奶粉|可瑞康nf|karicrae|可锐康|可瑞糠奶粉|ＫＡＲＩＣＡＲＥ|嬰兒奶粉|婴儿奶粉400克
400g 奶粉|ipad10键盘|键盘 iPad 10|spf30喷雾|infant formula|baby milk|1901|1901.10|19011010
6900000000009|SHOP-0003|可瑞康拖拉机|拖拉机|qwrtp|4006381333931|荷兰奶粉|eau thermale|毛毯
kerastelle|蜂蜜|喷雾|honey|麦田牌|新西兰|食品|纸尿裤 L码|婴儿|120元以下的奶粉|不要新西兰的奶粉
奶粉 除了麦田牌|7个月奶粉|0-6个月奶粉 不到200块|200元以下的karicrae|200元以下的可瑞康拖拉机
10元以下的奶粉|不要脱脂的奶粉|120元以下不要荷兰|honey not from new zealand
""".replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def both(new_engine, documents):
    return [filled(new_engine(kind), documents) for kind in ("embedded", "elasticsearch")]


@pytest.mark.parametrize("text", QUERIES)
def test_every_query_is_answered_alike(both, planner, vocabulary, text):
    query = GoodsQuery(text)
    embedded, elastic = (relaxed_search(engine, planner, vocabulary, query) for engine in both)
    assert (embedded.match, embedded.corrected_to) == (elastic.match, elastic.corrected_to)
    assert embedded.result.total == elastic.result.total
    assert embedded.result.facets == elastic.result.facets
    assert [pk for pk, _ in embedded.result.hits] == [pk for pk, _ in elastic.result.hits]
    for (_, one), (_, other) in zip(embedded.result.hits, elastic.result.hits, strict=True):
        assert one == pytest.approx(other, rel=1e-4)


def test_every_combination_of_filters_is_counted_alike(both):
    choices = {
        "brand": [(), ("1",), ("1", "6")],
        "category": [(), ("milk",)],
        "stock": [(), ("true",)],
        "origin": [(), ("NZ", "FR")],
    }
    for values in product(*choices.values()):
        filters = {n: frozenset(v) for n, v in zip(choices, values, strict=True)}
        for price in ((None, None), (10_000, None)):
            query = GoodsQuery(filters=filters, price=price, sort="price_up")
            assert both[0].find(QueryPlan(), query) == both[1].find(QueryPlan(), query)


def test_an_engine_that_does_not_answer_raises_quickly():
    from search.engines.base import EngineError

    with pytest.raises(EngineError):
        ElasticEngine("http://127.0.0.1:1", "nowhere").find(QueryPlan(), GoodsQuery())
