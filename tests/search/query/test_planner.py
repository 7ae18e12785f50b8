import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokenization import Segmenter
from search.query.planner import MAX_CONCEPTS, Planner, Synonyms

PLANNER = Planner(
    Segmenter(["可瑞康"]), Synonyms.from_rows([("毛毯, throw", "毯子"), ("baby milk", "婴儿奶粉")])
)


def texts(text):
    return [concept.text for concept in PLANNER.plan(text).concepts]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("奶粉可瑞康", ["奶粉", "可瑞康"]),
        ("有没有可瑞康的奶粉", ["可瑞康", "奶粉"]),
        ("可锐康", ["可锐康"]),
        ("我想买奶粉多少钱", ["奶粉"]),
        ("的", ["的"]),
        ("ipad10键盘", ["ipad10", "键盘"]),
        ("婴儿奶粉400克", ["婴儿", "奶粉", "400g"]),
        ("奶粉 奶粉", ["奶粉"]),
        ("", []),
        ("？！", []),
    ],
)
def test_a_query_becomes_its_words(typed, expected):
    assert texts(typed) == expected


def tokens(text, field):
    return {
        token
        for concept in PLANNER.plan(text).concepts
        for alternative in concept.any_of
        if alternative.field == field
        for token in alternative.tokens
    }


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("4006381333931", {"gtin:04006381333931", "4006381333931"}),
        ("4006 3813 33931", {"gtin:04006381333931", "4006381333931"}),
        ("1901", {"hs:1901", "1901"}),
        ("1901.10", {"hs:190110", "1901.10"}),
        ("19011010", {"hs:19011010", "gtin:00000019011010", "19011010"}),
        ("shop-0001", {"shop0001"}),
        ("ＳＨＯＰ－０００１", {"shop0001"}),
        ("A158671H", {"a158671h"}),
        ("omega-3", {"3"}),
    ],
)
def test_codes_are_known_by_their_form(typed, codes):
    assert tokens(typed, "code") == codes


def test_latin_letters_are_tried_as_pinyin_and_initials():
    assert tokens("krk", "py") == {"i:krk"}
    assert tokens("keruikang", "py") == {"kerui", "ruikang"}


def test_pinyin_typed_with_blanks_is_one_word():
    assert texts("ke rui kang 奶粉") == ["keruikang", "奶粉"]
    assert {"kerui", "ruikang", "i:kerui"} - tokens("ke rui kang", "py") == {"i:kerui"}
    assert texts("an mu xi") == ["anmuxi"]  # not the English article
    assert texts("sun cream") == ["sun", "cream"]


def test_latin_neighbours_are_tried_in_one_word():
    assert "eauthermale" in tokens("eau thermale", "brand")
    assert {"tuibay", "bayhoney", "tuibayhoney"} <= tokens("tui bay honey", "name")
    assert "tuibay" in tokens("tui bay 蜂蜜", "brand")
    assert tokens("tui 蜂蜜 bay", "brand") == {"tui", "蜂蜜", "bay"}


def test_talk_is_cut_whole():
    assert texts("多少钱 钱夹") == ["钱夹"]


def test_a_synonym_adds_what_is_meant_and_keeps_what_was_typed():
    assert {"毛毯", "毯子"} <= tokens("毛毯", "name")
    assert "毯子" in tokens("throws", "name")


def test_a_phrase_of_several_words_has_synonyms_too():
    plan = PLANNER.plan("baby milk 900g")
    assert [concept.text for concept in plan.concepts] == ["baby milk", "900g"]
    assert {"baby", "milk", "婴儿", "奶粉"} <= tokens("baby milk", "name")


@given(st.text(max_size=3000))
def test_any_text_makes_a_small_plan(text):
    plan = PLANNER.plan(text)
    assert len(plan.concepts) <= MAX_CONCEPTS
    for concept in plan.concepts:
        assert concept.any_of
        for alternative in concept.any_of:
            assert alternative.tokens
            assert all(token and token == token.strip() for token in alternative.tokens)
