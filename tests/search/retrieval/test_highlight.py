from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokenization import Analyzer, Segmenter
from search.query.spelling import Term, Vocabulary
from search.retrieval.highlight import mark, mark_prefix
from tests.search import shop

DOCUMENTS = shop.builder()
PLANNER, ANALYSER = shop.planner(DOCUMENTS), Analyzer(DOCUMENTS.segmenter)


def marked(title, query):
    return str(mark(title, PLANNER.plan(query), ANALYSER))


@pytest.mark.parametrize(
    ("title", "query", "expected"),
    [
        ("派客键盘 适用iPad 10", "ipad10", "派客键盘 适用<mark>iPad 10</mark>"),
        ("Karicare Stage 3", "3段", "Karicare <mark>Stage 3</mark>"),
        ("可瑞康三段", "3段", "可瑞康<mark>三段</mark>"),
        ("奶粉 400g 罐装", "400克", "奶粉 <mark>400g</mark> 罐装"),
        ("ＫＡＲＩＣＡＲＥ 奶粉", "karicare", "<mark>ＫＡＲＩＣＡＲＥ</mark> 奶粉"),
        ("Kérastelle Oil", "kerastelle", "<mark>Kérastelle</mark> Oil"),
        ("Ke\u0301rastelle Oil", "kerastelle", "<mark>Ke\u0301rastelle</mark> Oil"),
        ("嬰兒奶粉", "婴儿", "<mark>嬰兒</mark>奶粉"),
        ("可瑞康婴儿奶粉", "krk", "<mark>可瑞康</mark>婴儿奶粉"),
        ("可瑞康婴儿奶粉", "keruikang", "<mark>可瑞康</mark>婴儿奶粉"),
        ("可瑞康婴儿奶粉", "ke rui kang", "<mark>可瑞康</mark>婴儿奶粉"),
        ("婴儿奶粉 400g", "四百克", "婴儿奶粉 <mark>400g</mark>"),
        ("蔓越莓胶囊", "蔓越莓", "<mark>蔓越莓</mark>胶囊"),
        ("可瑞康婴儿奶粉", "奶粉 可瑞康", "<mark>可瑞康</mark>婴儿<mark>奶粉</mark>"),
        ("1 ㎏ 蜂蜜", "1000g", "<mark>1 ㎏</mark> 蜂蜜"),
        ("<b>蜂蜜</b> & Co", "蜂蜜", "&lt;b&gt;<mark>蜂蜜</mark>&lt;/b&gt; &amp; Co"),
        ("麦卢卡蜂蜜", "", "麦卢卡蜂蜜"),
        ("麦卢卡蜂蜜", "拖拉机", "麦卢卡蜂蜜"),
        ("康瑞可奶粉", "可瑞康", "康瑞可奶粉"),
    ],
)
def test_what_matches_is_marked_on_the_title_as_written(title, query, expected):
    assert marked(title, query) == expected


def test_a_brand_read_otherwise_is_marked_by_its_own_pinyin():
    vocabulary_with_reading = Vocabulary([Term("乐美", "brand", 3, "yuemei", "ym")])
    analyzer = Analyzer(Segmenter(["乐美"]), vocabulary_with_reading.readings)
    assert vocabulary_with_reading.readings == {"乐美": ("yue", "mei")}
    assert mark("乐美面霜", PLANNER.plan("yuemei"), analyzer) == "<mark>乐美</mark>面霜"
    assert mark("乐美面霜", PLANNER.plan("lemei"), analyzer) == "乐美面霜"


TRICKY = st.text(alphabet="可瑞康奶粉嬰<>&\"' iPadﬁ㎏10段é\u0301🥛Karicare", max_size=60)


@given(st.one_of(TRICKY, st.text(max_size=60)), TRICKY)
def test_taking_the_marks_away_gives_the_title_back(title, query):
    html = marked(title, query)
    assert unescape(html.replace("<mark>", "").replace("</mark>", "")) == title
    assert html.count("<mark>") == html.count("</mark>")
    assert "<mark></mark>" not in html


def test_a_suggestion_shows_what_was_typed_of_it():
    assert mark_prefix("Kérastelle", "kera") == "<mark>Kéra</mark>stelle"
    assert mark_prefix("可瑞康", "krk") == "可瑞康"
    assert mark_prefix("<b>", "<") == "<mark>&lt;</mark>b&gt;"
