"""Whatever is typed: an answer, the same on both engines, with whole marks.

`python -m benchmarks search` with FUZZ=10000 asks more, and looks at the clock as well.
"""

from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.analysis.tokenization import Analyzer
from search.query.goods_query import GoodsQuery
from search.query.suggester import Suggester
from search.retrieval.highlight import mark
from search.retrieval.relaxation import relaxed_search
from tests.sampling import examples
from tests.search import shop

FRAGMENTS = st.sampled_from(
    ["奶粉", "可瑞康", "嬰兒", "keruikang", "ke rui kang", "krk", "iPad 10", "三段", "四百克",
     "XL码", "EU 42", "200元以下", "不要新西兰", "6个月", "not from", "0409.00", "6900000000009",
     "SHOP-0003", "\x00", "\x1b[0m", "\u202e", "🥛",
     "ﬁ", "㎏", "e\u0301", "ﷺ", "𠮷", "서래", "name:*", "[1 TO *]", "AND NOT", "~2^9", "\\", '"',
     "'; DROP TABLE x", "<script>", "</mark>", "&lt;", " ", "\n", "的", "9" * 30, "奶" * 40]
)  # fmt: skip
MIXED = st.lists(st.one_of(FRAGMENTS, st.text(max_size=6)), max_size=8).map("".join)
HUGE = st.builds(lambda piece: (piece * 10_000)[:10_000], st.text(min_size=1, max_size=9))
QUERIES = st.one_of(MIXED, st.text(max_size=80), HUGE)
ALWAYS = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def marks_are_whole(title, html):
    opened = 0
    for piece in html.replace("</mark>", "\0<\0").replace("<mark>", "\0>\0").split("\0"):
        opened += {">": 1, "<": -1}.get(piece, 0)
        assert opened in (0, 1), html
        assert piece in (">", "<") or "<" not in piece, html
    assert opened == 0
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == title


@given(text=QUERIES)
@ALWAYS
def test_anything_typed_is_answered(engine, planner, vocabulary, documents, text):
    results = relaxed_search(engine, planner, vocabulary, GoodsQuery(text))
    assert results.match in ("strict", "corrected", "partial", "none")
    if not results.plan.readings:  # these may leave nothing, as filters may
        assert (results.match == "none") == (not results.result.total and bool(text.strip()))
    analyzer = Analyzer(documents.segmenter)
    for source in shop.sources()[:3]:
        marks_are_whole(source.name_zh, str(mark(source.name_zh, results.plan, analyzer)))


@given(text=QUERIES)
@ALWAYS
def test_anything_typed_may_have_suggestions(text):
    assert len(SUGGESTER.suggest(text)) <= 8


SUGGESTER = Suggester(shop.vocabulary())


@given(title=MIXED, text=MIXED)
@settings(max_examples=examples(300), deadline=None)
def test_marks_never_change_a_title(title, text):
    plan = PLANNER.plan(text)
    marks_are_whole(title, str(mark(title, plan, ANALYSER)))


DOCUMENTS = shop.builder()
PLANNER, ANALYSER = shop.planner(DOCUMENTS), Analyzer(DOCUMENTS.segmenter)


@pytest.mark.elasticsearch
@given(text=QUERIES)
@ALWAYS
def test_both_engines_answer_anything_alike(new_engine, filled_engines, documents, text):
    both = []
    for kind in ("embedded", "elasticsearch"):
        if kind not in filled_engines:
            filled_engines[kind] = shop.filled(new_engine(kind), documents)
        results = relaxed_search(filled_engines[kind], PLANNER, shop.vocabulary(), GoodsQuery(text))
        both.append(
            (results.match, results.corrected_to, results.result.total, results.result.facets)
        )
    assert both[0] == both[1]
