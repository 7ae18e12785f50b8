"""The two engines answer alike over every kind: any query, language and exhibitor."""

import pytest

from search.documents.schema import ANY, BOTH, KINDS, document_key, kind_and_pk
from search.documents.source import DocumentSource, Names
from search.query.goods_query import GoodsQuery
from search.query.plan import QueryPlan
from search.retrieval.relaxation import relaxed_search
from tests.search.shop import FR, KARICARE, NZ, filled

pytestmark = pytest.mark.elasticsearch

FARM = Names("", "可瑞康牧场", "Karicare Farm")
HALL = Names("", "一号馆", "Hall 1")
OTHERS = (
    DocumentSource(1, "可瑞康牧场", "Karicare Farm", kind="booth", tab="firms", brand=FARM,
           skus=("A-01",),
           categories=(HALL,), origin=NZ, description=("蜂蜜与奶粉",), exhibitor="7"),
    DocumentSource(2, "雅泉法国馆", "", kind="booth", tab="firms", origin=FR, language="zh-hans"),
    DocumentSource(1, "蜜诺卡养蜂场", "Minoka bees", kind="exhibitor", tab="firms", exhibitor="9"),
    DocumentSource(1, "新西兰蜂蜜品鉴", "Tasting honey", kind="session", tab="programme",
           categories=(HALL, Names("", "王养蜂")), description=("奶粉不在此列",)),
    DocumentSource(1, "奶粉新规", "New rules for milk powder", kind="news", tab="pages"),
    DocumentSource(2, "蜂蜜到港", "", kind="news", tab="pages", language="zh-hans"),
    DocumentSource(1, "退换货规则", "Returns of honey", kind="page", tab="pages"),
    DocumentSource(2, "", "Honey in English only", kind="page", tab="pages", language="en"),
    DocumentSource(1, "机场展示中心", "Airport center", kind="center", tab="pages"),
    DocumentSource(1, "一号馆", "Hall 1", kind="hall", tab="pages"),
)  # fmt: skip
TEXTS = (
    """
蜂蜜|奶粉|可瑞康|karicare|honey|krk|yihaoguan|一号馆|新西兰|a01|可锐康牧场|可瑞康拖拉机|拖拉机|王养蜂
退换货|hall 1|法国
""".strip()
    .replace("\n", "|")
    .split("|")
)
TABS = ("goods", "firms", "programme", "pages")


@pytest.fixture(scope="module")
def both(new_engine, documents):
    engines = [filled(new_engine(kind), documents) for kind in ("embedded", "elasticsearch")]
    for engine in engines:
        changes = [(document_key(s.kind, s.pk), documents.document(s)) for s in OTHERS]
        engine.write(changes, 2)
        engine.size()
    return engines


@pytest.mark.parametrize("kind", [*KINDS, *TABS[1:], ANY])
def test_every_kind_and_tab_is_answered_alike(both, planner, vocabulary, kind):
    for text in TEXTS:
        query = GoodsQuery(text, kind=kind)
        embedded, elastic = (relaxed_search(engine, planner, vocabulary, query) for engine in both)
        assert embedded.match == elastic.match, text
        assert embedded.corrected_to == elastic.corrected_to, text
        assert embedded.result.total == elastic.result.total, text
        assert embedded.result.facets == elastic.result.facets, text
        assert [n for n, _ in embedded.result.hits] == [n for n, _ in elastic.result.hits], text


def test_filters_that_are_not_counted_narrow_alike(both, planner):
    plan = planner.plan("蜂蜜")
    for filters in ({"lang": {"zh-hans", BOTH}}, {"lang": {"en"}}, {"exhibitor": {"7"}},
                    {"lang": {BOTH}, "origin": {"NZ"}}):  # fmt: skip
        filters = {name: frozenset(values) for name, values in filters.items()}
        for kind in (*TABS, ANY):
            for chosen_plan in (plan, QueryPlan()):
                query = GoodsQuery(kind=kind, filters=filters)
                embedded, elastic = (engine.find(chosen_plan, query) for engine in both)
                assert (embedded.total, embedded.facets) == (elastic.total, elastic.facets)
                assert {n for n, _ in embedded.hits} == {n for n, _ in elastic.hits}


def test_tabs_are_counted_alike_in_one_go(both, planner):
    for text in TEXTS:
        plan = planner.plan(text)
        for engine in both:
            assert engine.tally(plan, TABS) == [engine.count(plan, tab) for tab in TABS], text
        assert both[0].tally(plan, TABS) == both[1].tally(plan, TABS), text
        assert both[0].tally(plan, []) == both[1].tally(plan, []) == []


def test_numbers_lead_back_to_their_kind(both, planner):
    for engine in both:
        results = engine.find(planner.plan("蜂蜜"), GoodsQuery(kind="pages"))
        assert {kind_and_pk(n) for n, _ in results.hits} == {("news", 2)}
        results = engine.find(planner.plan("honey"), GoodsQuery(kind="pages"))
        assert {kind_and_pk(n) for n, _ in results.hits} == {("page", 1), ("page", 2)}


def test_other_kinds_are_not_among_the_goods(both, planner):
    for engine in both:
        results = engine.find(planner.plan("可瑞康"), GoodsQuery())
        assert {kind_and_pk(n)[0] for n, _ in results.hits} == {"goods"}
        assert set(results.facets["brand"]) == {KARICARE.key}


def test_deleting_one_kind_leaves_the_same_number_of_another(both, documents, planner):
    for engine in both:
        engine.write([("booth-1", None)], 3)
        engine.size()
        assert engine.count(planner.plan("可瑞康牧场"), "firms") == 0
        assert engine.count(planner.plan("蜜诺卡"), "exhibitor") == 1
        again = documents.document(OTHERS[0])
        engine.write([("booth-1", again)], 4)
        engine.size()
        assert engine.count(planner.plan("可瑞康牧场"), "firms") == 1
